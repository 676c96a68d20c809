package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.flux.CommonMetadata;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What helm-controller makes of the manifests of a chart on their way to the cluster. */
final class ReleaseObjects {
    static final String HOOK = "helm.sh/hook";

    /** Events that an installation or an upgrade has. */
    private static final Set<String> HOOK_EVENTS =
            Set.of("pre-install", "post-install", "pre-upgrade", "post-upgrade", "crd-install");

    private static final String LABEL = "helm.toolkit.fluxcd.io/";

    private final HelmRelease release;
    private final Predicate<Gvk> clusterScoped;
    private final Consumer<Finding> findings;

    /** @param clusterScoped whether a kind lives outside of namespaces */
    ReleaseObjects(HelmRelease release, Predicate<Gvk> clusterScoped, Consumer<Finding> findings) {
        this.release = release;
        this.clusterScoped = clusterScoped;
        this.findings = findings;
    }

    /**
     * In the order in which they reach the cluster: custom resource definitions, hooks before, the rest.
     *
     * @param definitions files with custom resource definitions of the chart
     * @param rendered what its templates come to
     */
    List<Manifest> of(List<ChartFile> definitions, List<MappingNode> rendered) {
        List<MappingNode> hooks = new ArrayList<>();
        List<MappingNode> own = new ArrayList<>();
        for (MappingNode resource : rendered) {
            String events = hook(resource);
            if (events.isEmpty()) {
                own.add(resource);
            } else if (release.runsHooks() && isRun(events)) {
                hooks.add(resource);
            }
        }
        List<MappingNode> all = new ArrayList<>();
        if (release.appliesCrds()) {
            definitions.forEach(file -> all.addAll(crds(file)));
        }
        hooks.stream().filter(hook -> hook(hook).contains("pre-")).forEach(all::add);
        sayRepeated(own);
        List<MappingNode> labelled = new PostRendering(findings).apply(release.postRenderers(), own);
        CommonMetadata metadata = new CommonMetadata(release.spec().mapping("commonMetadata"));
        labelled.forEach(resource ->
                all.add(labelled(metadata.apply(new Manifest(resource)).root())));
        hooks.stream().filter(hook -> !hook(hook).contains("pre-")).forEach(all::add);
        return all.stream().map(this::placed).map(Manifest::new).toList();
    }

    /** helm-controller labels objects with kustomize, which refuses two of the same version, kind, namespace and name. */
    private void sayRepeated(List<MappingNode> resources) {
        Set<List<String>> seen = new HashSet<>();
        for (MappingNode resource : resources) {
            Manifest manifest = new Manifest(resource);
            String namespace = manifest.namespace().equals("default") ? "" : manifest.namespace();
            if (!manifest.name().isEmpty()
                    && !seen.add(List.of(manifest.apiVersion(), manifest.kind(), namespace, manifest.name()))) {
                findings.accept(Finding.error(
                                "helm/repeated-resource",
                                "`%s` brings this object more than once, so Flux does not install it."
                                        .formatted(release.name()),
                                manifest.origin())
                        .about(manifest.id(), ""));
            }
        }
    }

    private List<MappingNode> crds(ChartFile file) {
        YamlDocuments yaml = new YamlReader(YamlLimits.DEFAULT).read(file.place(), file.content());
        yaml.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .forEach(findings);
        List<MappingNode> crds = new ArrayList<>();
        for (Node document : yaml.documents()) {
            if (document instanceof MappingNode mapping) {
                crds.add(labelled(mapping));
            }
        }
        return crds;
    }

    /** Events of a hook; empty for what is none. */
    private static String hook(MappingNode resource) {
        MappingNode metadata = resource.mapping("metadata");
        MappingNode annotations = metadata == null ? null : metadata.mapping("annotations");
        return annotations == null ? "" : annotations.text(HOOK);
    }

    private static boolean isRun(String events) {
        for (String event : events.split(",", -1)) {
            if (HOOK_EVENTS.contains(event.strip())) {
                return true;
            }
        }
        return false;
    }

    /** Which release an object is of, as helm-controller writes it. */
    private MappingNode labelled(MappingNode resource) {
        MappingNode metadata = resource.mapping("metadata");
        if (metadata == null) {
            return resource;
        }
        Origin author = release.manifest().origin().as(Writer.LABEL, null);
        MappingNode labels = metadata.mapping("labels");
        MappingNode all = (labels == null ? MappingNode.empty(author) : labels)
                .with(LABEL + "name", ScalarNode.string(release.name(), author))
                .with(LABEL + "namespace", ScalarNode.string(release.namespace(), author));
        return resource.with("metadata", metadata.with("labels", all));
    }

    /** Helm gives the release's namespace to whatever lives in one and does not say. */
    private MappingNode placed(MappingNode resource) {
        Manifest manifest = new Manifest(resource);
        MappingNode metadata = resource.mapping("metadata");
        if (metadata == null
                || !manifest.namespace().isEmpty()
                || release.releaseNamespace().isEmpty()
                || clusterScoped.test(Gvk.of(manifest.apiVersion(), manifest.kind()))) {
            return resource;
        }
        Origin author = release.manifest().origin().as(Writer.NAMESPACE, null);
        ScalarNode namespace = ScalarNode.string(release.releaseNamespace(), author);
        return resource.with("metadata", metadata.with("namespace", namespace));
    }
}
