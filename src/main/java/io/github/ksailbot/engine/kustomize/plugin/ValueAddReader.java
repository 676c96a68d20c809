package io.github.ksailbot.engine.kustomize.plugin;

import io.github.ksailbot.engine.kustomize.patch.Selector;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the configuration of a ValueAddTransformer. */
final class ValueAddReader {
    private final PluginContext context;

    ValueAddReader(PluginContext context) {
        this.context = context;
    }

    ValueAddTransformer read(TypedMapping fields) throws BuildException {
        ScalarNode value = fields.string("value");
        String text = value == null ? "" : value.text().strip();
        ScalarNode added = ScalarNode.string(
                text.isEmpty() ? context.directory() : text, value == null ? fields.origin() : value.origin());
        List<ValueAddTransformer.Place> places = new ArrayList<>(places(fields));
        ScalarNode path = fields.string("targetFilePath");
        if (path != null && !path.text().isEmpty()) {
            LoadedFile file = context.files().load(path);
            YamlDocuments documents = context.work().read(YamlDialect.KUBERNETES, file.file(), file.content());
            documents.findings().forEach(context.findings());
            if (!documents.documents().isEmpty() && documents.documents().get(0) instanceof MappingNode root) {
                places.addAll(places(TypedMapping.lenient(root, "", context.findings())));
            }
        }
        if (places.isEmpty()) {
            throw BuildException.of(
                            "kustomize/plugin-config",
                            "A ValueAddTransformer needs at least one target.",
                            fields.origin())
                    .withFix("List fields under `targets`, or in the file of `targetFilePath`.");
        }
        return new ValueAddTransformer(added, places);
    }

    private List<ValueAddTransformer.Place> places(TypedMapping fields) throws BuildException {
        List<ValueAddTransformer.Place> places = new ArrayList<>();
        for (TypedMapping target : fields.mappings("targets")) {
            @Nullable TypedMapping selector = target.mapping("selector");
            String fieldPath = target.text("fieldPath");
            long position = target.integer("filePathPosition");
            if (fieldPath.isEmpty() || position < 0) {
                throw BuildException.of(
                        "kustomize/plugin-config",
                        "A target needs a `fieldPath`, and `filePathPosition` cannot be negative.",
                        target.origin());
            }
            places.add(new ValueAddTransformer.Place(
                    selector == null ? null : Selector.read(selector, context.work()), fieldPath, (int)
                            Math.min(position, 1000)));
        }
        return places;
    }
}
