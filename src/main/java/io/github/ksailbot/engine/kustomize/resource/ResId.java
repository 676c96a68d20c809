package io.github.ksailbot.engine.kustomize.resource;

import java.util.Comparator;

/**
 * What kustomize knows a resource by at one moment of a build.
 *
 * @param gvk its type
 * @param name {@code metadata.name}; in a selector empty for any
 * @param namespace {@code metadata.namespace}, as written; empty when absent, in a selector for any
 */
public record ResId(Gvk gvk, String name, String namespace) implements Comparable<ResId> {
    /** Hash tables need an order to stay fast when somebody chooses names of the same hash. */
    private static final Comparator<ResId> ORDER =
            Comparator.comparing(ResId::name).thenComparing(ResId::namespace).thenComparing(ResId::gvk);

    /** Stands for the namespace of everything that cannot have one. */
    public static final String NO_NAMESPACE = "_non_namespaceable_";

    private static final String DEFAULT_NAMESPACE = "default";

    @Override
    public int compareTo(ResId other) {
        return ORDER.compare(this, other);
    }

    /** The namespace for comparisons: {@link #NO_NAMESPACE}, {@code default} when none is written, or the one written. */
    public String effectiveNamespace() {
        if (gvk.isClusterScoped()) {
            return NO_NAMESPACE;
        }
        return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
    }

    /** The same with {@link #effectiveNamespace()}: two resources with equal ones collide. */
    public ResId effective() {
        String effective = effectiveNamespace();
        return effective.equals(namespace) ? this : new ResId(gvk, name, effective);
    }

    /** Whether both name the same resource: equal type and name in the same effective namespace. */
    public boolean isSameAs(ResId other) {
        return name.equals(other.name) && gvk.equals(other.gvk) && isInNamespaceOf(other);
    }

    public boolean isInNamespaceOf(ResId other) {
        return effectiveNamespace().equals(other.effectiveNamespace());
    }

    /** Whether every part that {@code selector} gives is equal here; its empty parts select anything. */
    public boolean isSelectedBy(ResId selector) {
        return (selector.name.isEmpty() || selector.name.equals(name))
                && (selector.namespace.isEmpty() || selector.isInNamespaceOf(this))
                && gvk.isSelectedBy(selector.gvk);
    }

    /** {@code Deployment.v1.apps/name.namespace}, with {@code [noNs]} and so on for empty parts, as kustomize prints it. */
    @Override
    public String toString() {
        return gvk + "/" + (name.isEmpty() ? "[noName]" : name) + "." + (namespace.isEmpty() ? "[noNs]" : namespace);
    }
}
