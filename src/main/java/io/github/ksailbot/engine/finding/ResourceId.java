package io.github.ksailbot.engine.finding;

import java.util.Comparator;

/**
 * What Kubernetes knows a resource by.
 *
 * @param group API group; empty for core
 * @param version API version, such as {@code v1}; empty when the manifest has none
 * @param kind such as {@code Deployment}; empty when the manifest has none
 * @param namespace as rendered; empty for cluster-scoped resources and where none is written
 * @param name as rendered; empty when the manifest has none
 */
public record ResourceId(String group, String version, String kind, String namespace, String name)
        implements Comparable<ResourceId> {
    private static final Comparator<ResourceId> ORDER = Comparator.comparing(ResourceId::namespace)
            .thenComparing(ResourceId::kind)
            .thenComparing(ResourceId::name)
            .thenComparing(ResourceId::group)
            .thenComparing(ResourceId::version);

    /** {@code group/version}, or {@code version} alone for the core group: what stands in {@code apiVersion}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    @Override
    public int compareTo(ResourceId other) {
        return ORDER.compare(this, other);
    }

    /** {@code Kind/namespace/name}, or {@code Kind/name} where there is no namespace. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
    }
}
