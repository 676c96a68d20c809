package io.github.ksailbot.delivery.flux;

/** Names that Flux, its operator and KSail have fixed. */
final class FluxNames {
    static final String NAMESPACE = "flux-system";
    static final String ROOT = "flux-system";
    static final String INSTANCE = "flux";
    static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";
    static final String OWNER_NAME = "kustomize.toolkit.fluxcd.io/name";
    static final String OWNER_NAMESPACE = "kustomize.toolkit.fluxcd.io/namespace";
    static final String RELEASE_NAME = "helm.toolkit.fluxcd.io/name";

    /** Who suspended a release to recover it, and when; both go with the suspension. */
    static final String SUSPENDED_BY = "ksail.devantler.tech/suspended-by";

    static final String SUSPENDED_AT = "ksail.devantler.tech/suspended-at";

    /** Which delivery recovered a release last; it does so once. */
    static final String RECOVERED_BY = "ksail.devantler.tech/recovered-by";

    private FluxNames() {}
}
