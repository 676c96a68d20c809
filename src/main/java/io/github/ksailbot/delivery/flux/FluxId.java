package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import java.util.Comparator;

/** One object of Flux among all of them. */
record FluxId(String kind, ObjectRef ref) implements Comparable<FluxId> {
    static final String KUSTOMIZATION = "Kustomization";
    static final String HELM_RELEASE = "HelmRelease";
    static final String OCI_REPOSITORY = "OCIRepository";
    static final String GIT_REPOSITORY = "GitRepository";

    private static final Comparator<FluxId> ORDER =
            Comparator.comparing(FluxId::kind).thenComparing(FluxId::ref);

    static FluxId kustomization(ObjectRef ref) {
        return new FluxId(KUSTOMIZATION, ref);
    }

    static FluxId helmRelease(ObjectRef ref) {
        return new FluxId(HELM_RELEASE, ref);
    }

    static FluxId of(String kind, KubernetesObject object) {
        return new FluxId(kind, object.ref());
    }

    @Override
    public int compareTo(FluxId other) {
        return ORDER.compare(this, other);
    }

    /** {@code Kind namespace/name}. */
    @Override
    public String toString() {
        return kind + " " + ref;
    }
}
