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
    /** Kinds that surely live in namespaces. */
    private static final Set<String> NAMESPACED = Set.of(
            "ConfigMap.",
            "Endpoints.",
            "LimitRange.",
            "PersistentVolumeClaim.",
            "Pod.",
            "ResourceQuota.",
            "Secret.",
            "Service.",
            "ServiceAccount.",
            "CronJob.batch",
            "DaemonSet.apps",
            "Deployment.apps",
            "HorizontalPodAutoscaler.autoscaling",
            "Ingress.networking.k8s.io",
            "Job.batch",
            "NetworkPolicy.networking.k8s.io",
            "PodDisruptionBudget.policy",
            "Role.rbac.authorization.k8s.io",
            "RoleBinding.rbac.authorization.k8s.io",
            "StatefulSet.apps");

    private final Application application;
    private final Consumer<Finding> findings;

    private final String server;

    /** @param server address of the Application's cluster; empty when nobody knows it */
    Placement(Application application, String server, Consumer<Finding> findings) {
        this.application = application;
        this.server = server;
        this.findings = findings;
    }

    /** Of two manifests of the same object the later one counts. What is never applied goes. */
    List<Manifest> placed(List<Manifest> manifests, Surroundings surroundings) {
        Scopes scopes = surroundings
                .learn(Scopes.KNOWN)
                .and(manifests.stream()
                        .filter(manifest -> manifest.kind().equals("CustomResourceDefinition"))
                        .toList());
        Map<Object, Manifest> placed = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            Gvk gvk = Gvk.of(manifest.apiVersion(), manifest.kind());
            Manifest own = scopes.isClusterScoped(gvk) ? withoutNamespace(manifest) : inNamespace(manifest);
            // what is named in the cluster only is always another one; a version makes no other object
            Object key =
                    own.name().isEmpty() ? new Object() : List.of(gvk.group(), gvk.kind(), own.namespace(), own.name());
            if (placed.put(key, own) != null) {
                findings.accept(Finding.warning(
                                "argocd/repeated-resource",
                                "`%s` brings this object more than once; Argo CD applies one of them."
                                        .formatted(application.name()),
                                own.origin())
                        .about(own.id(), ""));
            }
        }
        ResourceFilter filter = ArgoSettings.of(application, surroundings).filter();
        List<Manifest> applied = new ArrayList<>();
        for (Manifest manifest : placed.values()) {
            if (filter.leavesOut(manifest, server)) {
                findings.accept(Finding.warning(
                                "argocd/excluded-resource",
                                "Argo CD leaves objects of this kind alone, so `%s` does not apply it."
                                        .formatted(application.name()),
                                manifest.origin())
                        .about(manifest.id(), ""));
            } else if (Hooks.isApplied(manifest)) {
                applied.add(manifest);
            }
        }
        return applied;
    }

    private static Manifest withoutNamespace(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping("metadata");
        return metadata == null || !metadata.has("namespace")
                ? manifest
                : new Manifest(manifest.root().with("metadata", metadata.without("namespace")));
    }

    private Manifest inNamespace(Manifest manifest) {
        String namespace = application.destinationNamespace();
        if (!manifest.namespace().isEmpty()) {
            return manifest;
        }
        if (namespace.isEmpty()) {
            if (NAMESPACED.contains(manifest.kind() + "." + manifest.id().group())) {
                findings.accept(Finding.error(
                                "argocd/no-namespace",
                                "Neither this object nor the destination of `%s` says in which namespace it is, and Argo CD does not apply it."
                                        .formatted(application.name()),
                                manifest.origin())
                        .about(manifest.id(), "metadata.namespace")
                        .withFix("Set `spec.destination.namespace` of the Application."));
            }
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
