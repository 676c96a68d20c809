package io.github.ksailbot.engine.kustomize;

/** In what order a build gives its resources, unless the kustomization's {@code sortOptions} say otherwise. */
public enum Order {
    /** As accumulated: what Flux applies. */
    DECLARATION,
    /** Namespaces and definitions first, webhooks last, then by name: what the command line and Argo CD print. */
    LEGACY
}
