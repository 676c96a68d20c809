package io.github.ksailbot.delivery.cluster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A kind of object and where the API serves it.
 *
 * @param group empty for core
 * @param plural as it stands in paths
 */
public record ResourceType(String group, String version, String plural, String kind, boolean namespaced) {
    public static final ResourceType POD = core("pods", "Pod");
    public static final ResourceType EVENT = core("events", "Event");
    public static final ResourceType KUSTOMIZATION =
            namespaced("kustomize.toolkit.fluxcd.io", "v1", "kustomizations", "Kustomization");
    public static final ResourceType HELM_RELEASE =
            namespaced("helm.toolkit.fluxcd.io", "v2", "helmreleases", "HelmRelease");
    public static final ResourceType OCI_REPOSITORY =
            namespaced("source.toolkit.fluxcd.io", "v1", "ocirepositories", "OCIRepository");
    public static final ResourceType GIT_REPOSITORY =
            namespaced("source.toolkit.fluxcd.io", "v1", "gitrepositories", "GitRepository");
    public static final ResourceType BUCKET = namespaced("source.toolkit.fluxcd.io", "v1", "buckets", "Bucket");
    public static final ResourceType HELM_CHART =
            namespaced("source.toolkit.fluxcd.io", "v1", "helmcharts", "HelmChart");
    public static final ResourceType HELM_REPOSITORY =
            namespaced("source.toolkit.fluxcd.io", "v1", "helmrepositories", "HelmRepository");
    public static final ResourceType FLUX_INSTANCE =
            namespaced("fluxcd.controlplane.io", "v1", "fluxinstances", "FluxInstance");

    private static ResourceType core(String plural, String kind) {
        return new ResourceType("", "v1", plural, kind, true);
    }

    public static ResourceType namespaced(String group, String version, String plural, String kind) {
        return new ResourceType(group, version, plural, kind, true);
    }

    /** What stands in {@code apiVersion}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The path of all objects of the kind, without a leading slash; of one namespace unless that is empty. */
    String path(String namespace) {
        String root = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
        return namespace.isEmpty() || !namespaced
                ? root + "/" + plural
                : root + "/namespaces/" + segment(namespace) + "/" + plural;
    }

    /** The path of one object, without a leading slash. */
    String path(String namespace, String name) {
        return path(namespace) + "/" + segment(name);
    }

    /** Names come from objects and from people: none of them may lead to another path. */
    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("..", "%2E%2E");
    }
}
