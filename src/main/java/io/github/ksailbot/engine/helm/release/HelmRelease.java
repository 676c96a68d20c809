package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code HelmRelease} of Flux.
 *
 * @param manifest the object as its parent renders it
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/">Flux</a>
 */
public record HelmRelease(Manifest manifest) {
    private static final String GROUP = "helm.toolkit.fluxcd.io/";
    private static final String KIND = "HelmRelease";

    /** Whether a manifest is one. */
    public static boolean isOne(Manifest manifest) {
        return manifest.kind().equals(KIND) && manifest.apiVersion().startsWith(GROUP);
    }

    public String name() {
        return manifest.name();
    }

    public String namespace() {
        return manifest.namespace();
    }

    /** {@code spec}; empty when it is not there. */
    MappingNode spec() {
        return manifest.spec();
    }

    /** The name that Helm knows the release by, at most 53 characters. */
    String releaseName() {
        return ReleaseNames.shortened(longName());
    }

    private String longName() {
        String own = spec().text("releaseName");
        if (!own.isEmpty()) {
            return own;
        }
        String target = spec().text("targetNamespace");
        return target.isEmpty() ? name() : target + "-" + name();
    }

    /** Where its objects go that do not say. */
    String releaseNamespace() {
        String target = spec().text("targetNamespace");
        return target.isEmpty() ? namespace() : target;
    }

    /** Where Helm keeps what it knows of the release. */
    String storageNamespace() {
        String storage = spec().text("storageNamespace");
        return storage.isEmpty() ? namespace() : storage;
    }

    MappingNode values() {
        return mapping(spec(), "values");
    }

    List<MappingNode> valuesFrom() {
        return spec().mappings("valuesFrom");
    }

    /** Other releases that are installed before this one. */
    List<MappingNode> dependsOn() {
        return spec().mappings("dependsOn").stream()
                .filter(reference -> !reference.text("name").isEmpty())
                .toList();
    }

    List<MappingNode> postRenderers() {
        return spec().mappings("postRenderers");
    }

    /** {@code chartRef}; null when there is none. */
    @Nullable MappingNode chartRef() {
        return spec().mapping("chartRef");
    }

    /** {@code chart.spec}; null when there is none. */
    @Nullable MappingNode chartSpec() {
        MappingNode chart = spec().mapping("chart");
        return chart == null ? null : chart.mapping("spec");
    }

    /** The line that names the chart; the object when there is none. */
    Origin chartOrigin() {
        MappingNode chartSpec = chartSpec();
        MappingNode chartRef = chartRef();
        ScalarNode named =
                chartSpec != null ? chartSpec.scalar("chart") : chartRef != null ? chartRef.scalar("name") : null;
        return named == null ? manifest.origin() : named.origin();
    }

    boolean suspended() {
        return spec().isTrue("suspend");
    }

    /** Whether custom resource definitions of the chart reach the cluster at the first or at a later installation. */
    boolean appliesCrds() {
        String install = mapping(spec(), "install").text("crds");
        String upgrade = mapping(spec(), "upgrade").text("crds");
        return !install.equals("Skip") || (!upgrade.isEmpty() && !upgrade.equals("Skip"));
    }

    /** Whether hooks ever run. */
    boolean runsHooks() {
        return !mapping(spec(), "install").isTrue("disableHooks")
                || !mapping(spec(), "upgrade").isTrue("disableHooks");
    }

    boolean createsNamespace() {
        return mapping(spec(), "install").isTrue("createNamespace")
                && !spec().text("targetNamespace").isEmpty();
    }

    ObjectKey key() {
        return ObjectKey.of(manifest);
    }

    private static MappingNode mapping(MappingNode parent, String field) {
        MappingNode mapping = parent.mapping(field);
        return mapping == null ? MappingNode.empty(parent.origin()) : mapping;
    }
}
