package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.fieldspec.CrdConfigReader;
import io.github.ksailbot.engine.kustomize.fieldspec.DefaultFieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecConflict;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfigReader;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field specs of one kustomization: kustomize's own, and those of its {@code configurations}. */
final class Configuration {
    private final BuildSession session;
    private final Loader loader;

    Configuration(BuildSession session, Loader loader) {
        this.session = session;
        this.loader = loader;
    }

    TransformerConfig read(Kustomization kustomization) throws BuildException {
        TransformerConfig config = DefaultFieldSpecs.CONFIG;
        List<ScalarNode> paths = kustomization.configurations();
        TransformerConfig own = TransformerConfig.EMPTY;
        for (ScalarNode path : paths) {
            own = session.accumulator().merge(own, file(path), path.origin());
        }
        return paths.isEmpty()
                ? config
                : session.accumulator().merge(config, own, paths.get(0).origin());
    }

    /** What the files of {@code crds} add. */
    TransformerConfig readCrds(Kustomization kustomization) throws BuildException {
        TransformerConfig config = TransformerConfig.EMPTY;
        for (ScalarNode path : kustomization.crds()) {
            MappingNode definitions = root(path, "A file of `crds` must be a mapping of OpenAPI definitions.");
            if (definitions != null) {
                try {
                    config = session.accumulator()
                            .merge(config, CrdConfigReader.read(definitions, session.work()), path.origin());
                } catch (FieldSpecConflict e) {
                    throw BuildException.of(
                                    "kustomize/field-spec",
                                    "The definitions disagree: %s.".formatted(e.getMessage()),
                                    path.origin())
                            .withFix("Remove one of the two definitions.");
                }
            }
        }
        return config;
    }

    private TransformerConfig file(ScalarNode path) throws BuildException {
        MappingNode root = root(path, "A transformer configuration must be a mapping of fields.");
        return root == null ? TransformerConfig.EMPTY : TransformerConfigReader.read(root, session.findings());
    }

    private @Nullable MappingNode root(ScalarNode path, String otherwise) throws BuildException {
        LoadedFile content = session.read(loader, path);
        YamlDocuments documents = session.work().read(YamlDialect.KUBERNETES, content.file(), content.content());
        documents.findings().forEach(session.findings());
        if (documents.documents().isEmpty()) {
            return null;
        }
        Node root = documents.documents().get(0);
        if (root instanceof MappingNode mapping) {
            return mapping;
        }
        throw BuildException.of("kustomize/wrong-type", otherwise, root.origin());
    }
}
