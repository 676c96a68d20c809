package io.github.ksailbot.engine.kustomize.resource;

import java.util.Comparator;

/**
 * The type of a resource.
 *
 * @param group API group; empty for core, and in a selector for any
 * @param version API version; empty when unknown, and in a selector for any
 * @param kind such as {@code Deployment}; empty when unknown, and in a selector for any
 */
public record Gvk(String group, String version, String kind) implements Comparable<Gvk> {
    public static final Gvk ANY = new Gvk("", "", "");

    /** Hash tables need an order to stay fast when somebody chooses names of the same hash. */
    private static final Comparator<Gvk> ORDER =
            Comparator.comparing(Gvk::kind).thenComparing(Gvk::version).thenComparing(Gvk::group);

    @Override
    public int compareTo(Gvk other) {
        return ORDER.compare(this, other);
    }

    /** Splits {@code group/version} at its first slash; without a slash the group is core. */
    public static Gvk of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return new Gvk(slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether every part that {@code selector} gives is equal here; its empty parts select anything. */
    public boolean isSelectedBy(Gvk selector) {
        return (selector.group.isEmpty() || selector.group.equals(group))
                && (selector.version.isEmpty() || selector.version.equals(version))
                && (selector.kind.isEmpty() || selector.kind.equals(kind));
    }

    /** Whether Kubernetes is known to keep this kind outside namespaces; false for kinds that are not known. */
    public boolean isClusterScoped() {
        return ClusterScopedKinds.contains(this);
    }

    /** {@code Deployment.v1.apps}, with {@code [noGrp]} and so on for empty parts, as kustomize prints it. */
    @Override
    public String toString() {
        return (kind.isEmpty() ? "[noKind]" : kind)
                + (version.isEmpty() ? ".[noVer]." : "." + version + ".")
                + (group.isEmpty() ? "[noGrp]" : group);
    }
}
