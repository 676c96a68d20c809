package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.generate.GeneratorArgs;
import io.github.ksailbot.engine.kustomize.generate.GeneratorOptions;
import io.github.ksailbot.engine.kustomize.transform.Image;
import io.github.ksailbot.engine.kustomize.transform.Replica;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.variable.Variable;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the content of a kustomization file into a {@link Kustomization}, as strictly as kustomize does. */
final class KustomizationReader {
    private static final String KIND = "Kustomization";
    private static final String COMPONENT = "Component";
    private static final String VERSION = "kustomize.config.k8s.io/v1beta1";
    private static final String COMPONENT_VERSION = "kustomize.config.k8s.io/v1alpha1";
    private static final Set<String> TYPE_FIELDS = Set.of("kind", "apiversion");

    private final TypedMapping file;
    private final Consumer<Finding> findings;

    KustomizationReader(MappingNode root, Consumer<Finding> findings) {
        this.file = new TypedMapping(root, "", findings);
        this.findings = findings;
    }

    Kustomization read(SourcePath path) {
        boolean isComponent = readType();
        Kustomization kustomization = new Kustomization(
                path,
                file.origin(),
                isComponent,
                both("resources", "bases"),
                file.strings("components"),
                file.string("namespace"),
                file.string("namePrefix"),
                file.string("nameSuffix"),
                file.stringMap("commonLabels"),
                file.mappings("labels").stream().map(Label::read).toList(),
                file.stringMap("commonAnnotations"),
                file.mappings("patches"),
                file.mappings("patchesJson6902"),
                file.strings("patchesStrategicMerge"),
                Stream.concat(file.mappings("images").stream(), file.mappings("imageTags").stream())
                        .map(Image::read)
                        .toList(),
                file.mappings("replicas").stream().map(Replica::read).toList(),
                file.mappings("replacements"),
                file.mappings("vars").stream().map(Variable::read).toList(),
                generators("configMapGenerator", false),
                generators("secretGenerator", true),
                GeneratorOptions.read(file.mapping("generatorOptions")),
                file.strings("generators"),
                file.strings("transformers"),
                file.strings("validators"),
                file.strings("configurations"),
                file.strings("crds"),
                file.stringMap("openapi"),
                file.strings("buildMetadata"),
                sortOptions(),
                helmCharts());
        metadata();
        file.finish();
        empty();
        return kustomization;
    }

    private List<ScalarNode> both(String key, String oldKey) {
        List<ScalarNode> all = new ArrayList<>(file.strings(key));
        all.addAll(file.strings(oldKey));
        return all;
    }

    private List<GeneratorArgs> generators(String key, boolean isSecret) {
        return file.mappings(key).stream()
                .map(entry -> GeneratorArgs.read(entry, isSecret))
                .toList();
    }

    private @Nullable SortOptions sortOptions() {
        TypedMapping options = file.mapping("sortOptions");
        return options == null ? null : SortOptions.read(options, findings);
    }

    private List<HelmChart> helmCharts() {
        TypedMapping globals = file.mapping("helmGlobals");
        if (globals != null) {
            globals.text("chartHome");
            globals.text("configHome");
            globals.finish();
        }
        return Stream.concat(
                        file.mappings("helmCharts").stream(), file.mappings("helmChartInflationGenerator").stream())
                .map(entry -> HelmChart.read(entry, globals))
                .toList();
    }

    private void metadata() {
        TypedMapping metadata = file.mapping("metadata");
        if (metadata != null) {
            metadata.text("name");
            metadata.text("namespace");
            metadata.stringMap("labels");
            metadata.stringMap("annotations");
            metadata.finish();
        }
    }

    private boolean readType() {
        ScalarNode kind = file.string("kind");
        ScalarNode version = file.string("apiVersion");
        boolean isComponent = kind != null && kind.text().equals(COMPONENT);
        if (kind != null
                && !isComponent
                && !kind.text().isEmpty()
                && !kind.text().equals(KIND)) {
            findings.accept(Finding.error(
                            "kustomize/kind",
                            "A kustomization file is of kind `%s` or `%s`, not `%s`."
                                    .formatted(KIND, COMPONENT, kind.text()),
                            kind.origin())
                    .withFix("Write `kind: %s`, or rename the file if it is none of kustomize's.".formatted(KIND))
                    .atField("kind"));
        }
        String wanted = isComponent ? COMPONENT_VERSION : VERSION;
        if (version != null && !version.text().isEmpty() && !version.text().equals(wanted)) {
            findings.accept(Finding.error(
                            "kustomize/kind",
                            "The apiVersion of a %s is `%s`, not `%s`."
                                    .formatted(isComponent ? COMPONENT : KIND, wanted, version.text()),
                            version.origin())
                    .withFix("Write `apiVersion: %s`.".formatted(wanted))
                    .atField("apiVersion"));
        }
        return isComponent;
    }

    private void empty() {
        boolean saysNothing = file.node().entries().stream()
                .allMatch(entry -> TYPE_FIELDS.contains(entry.key().text().toLowerCase(java.util.Locale.ROOT))
                        || (entry.value() instanceof ScalarNode scalar
                                && (scalar.isNull() || scalar.text().isEmpty())));
        if (saysNothing) {
            findings.accept(KustomizationFiles.emptyFile(file.origin()));
        }
    }
}
