package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.release.Scopes;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Puts manifests where Argo CD applies them: into the destination's namespace where they say none, and each once. */
final class Placement {
    private final Application application;
    private final Consumer<Finding> findings;

    Placement(Application application, Consumer<Finding> findings) {
        this.application = application;
        this.findings = findings;
    }

    /** Of two manifests of the same object the later one counts. */
    List<Manifest> placed(List<Manifest> manifests, Surroundings surroundings) {
        List<Manifest> definitions = new ArrayList<>(surroundings.all("CustomResourceDefinition"));
        manifests.stream()
                .filter(manifest -> manifest.kind().equals("CustomResourceDefinition"))
                .forEach(definitions::add);
        Set<Gvk> clusterScoped = new Scopes(definitions).clusterScoped();
        Map<Object, Manifest> placed = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            Gvk gvk = Gvk.of(manifest.apiVersion(), manifest.kind());
            Manifest own = gvk.isClusterScoped() || clusterScoped.contains(gvk) ? manifest : inNamespace(manifest);
            // what is named in the cluster only is always another one
            Object key = own.name().isEmpty() ? new Object() : own.id();
            if (placed.put(key, own) != null) {
                findings.accept(Finding.warning(
                                "argocd/repeated-resource",
                                "`%s` brings this object more than once; Argo CD applies one of them."
                                        .formatted(application.name()),
                                own.origin())
                        .about(own.id(), ""));
            }
        }
        return List.copyOf(placed.values());
    }

    private Manifest inNamespace(Manifest manifest) {
        String namespace = application.destinationNamespace();
        if (namespace.isEmpty() || !manifest.namespace().isEmpty()) {
            return manifest;
        }
        MappingNode destination = Fields.mapping(application.spec(), "destination");
        Origin author = Fields.origin(destination, "namespace").as(Writer.NAMESPACE, null);
        MappingNode metadata = manifest.root().mapping("metadata");
        MappingNode placed = (metadata == null ? MappingNode.empty(author) : metadata)
                .with("namespace", ScalarNode.string(namespace, author));
        return new Manifest(manifest.root().with("metadata", placed));
    }
}
