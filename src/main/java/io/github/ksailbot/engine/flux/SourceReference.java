package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an object of Flux names its source, and what is wrong with that.
 *
 * <p>Findings: {@code flux/source-kind}.
 *
 * @param object that names it
 * @param field path of the reference in the object
 * @param node the reference as it is written
 * @param kinds that the definition of the object's kind takes, in its order
 */
public record SourceReference(Manifest object, String field, MappingNode node, List<String> kinds) {
    /** Kinds that {@code chartRef} of a HelmRelease takes. */
    public static final List<String> OF_CHARTS = List.of("OCIRepository", "HelmChart", "ExternalArtifact");

    /** Kinds that a HelmChart takes, and a HelmRelease that has the template of one. */
    public static final List<String> OF_CHART_SPECS = List.of("HelmRepository", "GitRepository", "Bucket");

    private static final List<String> OF_KUSTOMIZATIONS =
            List.of("OCIRepository", "GitRepository", "Bucket", "ExternalArtifact");

    public SourceReference {
        kinds = List.copyOf(kinds);
    }

    /** Null when the Kustomization names no source. */
    static @Nullable SourceReference of(FluxKustomization kustomization) {
        MappingNode node = kustomization.spec().mapping("sourceRef");
        return node == null
                ? null
                : new SourceReference(kustomization.manifest(), "spec.sourceRef", node, OF_KUSTOMIZATIONS);
    }

    /** An error when Kubernetes refuses the object, since its source can be of no such kind; else null. */
    public @Nullable Finding wrongKind() {
        ScalarNode kind = node.scalar("kind");
        if (kind == null || kinds.contains(kind.text()) || kind.text().contains("${")) {
            return null;
        }
        String near = Spelling.nearest(kind.text(), kinds);
        return Finding.error(
                        "flux/source-kind",
                        "The source of `%s` cannot be of the kind `%s`; Kubernetes refuses this %s."
                                .formatted(object.name(), kind.text(), object.kind()),
                        kind.origin())
                .about(object.id(), field + ".kind")
                .withFix(
                        near.isEmpty()
                                ? "Use one of `" + String.join("`, `", kinds) + "`."
                                : "Did you mean `" + near + "`?");
    }

    /** The line that names the source. */
    public Origin origin() {
        ScalarNode name = node.scalar("name");
        return name == null ? node.origin() : name.origin();
    }

    /** What to do when nothing declares the source. */
    public String advice(ObjectKey key, Surroundings surroundings) {
        // the source that Flux itself brings is known without a declaration
        List<String> declared = Stream.concat(
                        surroundings.all(key.kind()).stream()
                                .filter(manifest -> manifest.namespace().equals(key.namespace()))
                                .map(Manifest::name),
                        Stream.of(FluxSources.SYSTEM))
                .toList();
        String near = Spelling.nearest(key.name(), declared);
        return near.isEmpty()
                ? "Nothing, if another repository declares it; else correct kind, name or namespace, or declare it."
                : "Did you mean `" + near + "`?";
    }
}
