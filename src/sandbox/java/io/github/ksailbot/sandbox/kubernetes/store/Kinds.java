package io.github.ksailbot.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The kinds that a cluster knows: built in, of Flux and of Argo CD; more come with CustomResourceDefinitions. */
public final class Kinds {
    private final List<Kind> kinds = new CopyOnWriteArrayList<>();

    public Kinds() {
        plain("", "v1", "Namespace", false, true);
        plain("", "v1", "Node", false, true);
        plain("", "v1", "PersistentVolume", false, true);
        plain("", "v1", "Pod", true, true);
        plain("", "v1", "Service", true, true);
        plain("", "v1", "PersistentVolumeClaim", true, true);
        plain("", "v1", "ResourceQuota", true, true);
        for (String kind : List.of("ConfigMap", "Secret", "ServiceAccount", "LimitRange", "Event", "Endpoints")) {
            plain("", "v1", kind, true, false);
        }
        plain("events.k8s.io", "v1", "Event", true, false);
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet")) {
            counted("apps", kind, true);
        }
        counted("batch", "Job", true);
        counted("batch", "CronJob", true);
        counted("networking.k8s.io", "Ingress", true);
        counted("networking.k8s.io", "NetworkPolicy", false);
        counted("policy", "PodDisruptionBudget", true);
        add("autoscaling", List.of("v2", "v1"), "HorizontalPodAutoscaler", true, true, true);
        plain("rbac.authorization.k8s.io", "v1", "Role", true, false);
        plain("rbac.authorization.k8s.io", "v1", "RoleBinding", true, false);
        plain("rbac.authorization.k8s.io", "v1", "ClusterRole", false, false);
        plain("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", false, false);
        plain("storage.k8s.io", "v1", "StorageClass", false, false);
        plain("coordination.k8s.io", "v1", "Lease", true, false);
        add("apiextensions.k8s.io", List.of("v1"), "CustomResourceDefinition", false, true, true);
        flux();
        add("argoproj.io", List.of("v1alpha1"), "Application", true, false, true);
        add("argoproj.io", List.of("v1alpha1"), "ApplicationSet", true, true, true);
        add("argoproj.io", List.of("v1alpha1"), "AppProject", true, false, true);
        add("argoproj.io", List.of("v1alpha1"), "Rollout", true, true, true);
        add("argoproj.io", List.of("v1alpha1"), "AnalysisRun", true, false, true);
    }

    private void flux() {
        for (String kind : List.of(
                "OCIRepository", "GitRepository", "Bucket", "HelmRepository", "HelmChart", "ExternalArtifact")) {
            add("source.toolkit.fluxcd.io", List.of("v1", "v1beta2"), kind, true, true, true);
        }
        add("kustomize.toolkit.fluxcd.io", List.of("v1"), "Kustomization", true, true, true);
        add("helm.toolkit.fluxcd.io", List.of("v2"), "HelmRelease", true, true, true);
        add("notification.toolkit.fluxcd.io", List.of("v1"), "Receiver", true, true, true);
        add("notification.toolkit.fluxcd.io", List.of("v1beta3"), "Alert", true, false, true);
        add("notification.toolkit.fluxcd.io", List.of("v1beta3"), "Provider", true, false, true);
        for (String kind : List.of("ImageRepository", "ImagePolicy", "ImageUpdateAutomation")) {
            add("image.toolkit.fluxcd.io", List.of("v1", "v1beta2"), kind, true, true, true);
        }
        for (String kind : List.of("FluxInstance", "FluxReport", "ResourceSet", "ResourceSetInputProvider")) {
            add("fluxcd.controlplane.io", List.of("v1"), kind, true, true, true);
        }
    }

    private void plain(String group, String version, String kind, boolean namespaced, boolean status) {
        add(group, List.of(version), kind, namespaced, status, false);
    }

    private void counted(String group, String kind, boolean status) {
        add(group, List.of("v1"), kind, true, status, true);
    }

    private void add(
            String group, List<String> versions, String kind, boolean namespaced, boolean status, boolean generation) {
        kinds.add(new Kind(group, versions, plural(kind), kind, namespaced, status, generation));
    }

    private static String plural(String kind) {
        String word = kind.toLowerCase(Locale.ROOT);
        if (word.endsWith("endpoints")) {
            return word;
        }
        if (word.endsWith("y") && !word.endsWith("ay")) {
            return word.substring(0, word.length() - 1) + "ies";
        }
        return word.endsWith("s") ? word + "es" : word + "s";
    }

    public List<Kind> all() {
        return List.copyOf(kinds);
    }

    /** By what stands in a path. */
    public Optional<Kind> served(String group, String version, String plural) {
        return kinds.stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.plural().equals(plural)
                        && kind.versions().contains(version))
                .findFirst();
    }

    /** By what stands in an object. */
    public Optional<Kind> of(String apiVersion, String name) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        return kinds.stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.kind().equals(name)
                        && kind.versions().contains(version))
                .findFirst();
    }

    /** By group and kind. */
    public Kind named(String group, String name) {
        return kinds.stream()
                .filter(kind -> kind.group().equals(group) && kind.kind().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind " + name + " in group " + group));
    }

    /** Takes the kinds of a group away, as if its CustomResourceDefinitions were not there. */
    public void forget(String group) {
        kinds.removeIf(kind -> kind.group().equals(group));
    }

    /** Serves what a CustomResourceDefinition says. */
    public void define(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        List<String> versions = new ArrayList<>();
        boolean status = false;
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean(true)) {
                versions.add(version.path("name").asText());
                status |= version.path("subresources").has("status");
            }
        }
        if (versions.isEmpty()) {
            return;
        }
        Kind kind = new Kind(
                spec.path("group").asText(),
                versions,
                spec.path("names").path("plural").asText(),
                spec.path("names").path("kind").asText(),
                "Namespaced".equals(spec.path("scope").asText()),
                status,
                true);
        undefine(definition);
        kinds.add(kind);
    }

    /** Serves it no longer. */
    public void undefine(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        kinds.removeIf(kind -> kind.group().equals(spec.path("group").asText())
                && kind.plural().equals(spec.path("names").path("plural").asText()));
    }
}
