package io.github.ksailbot.engine.environment;

/** What applies an environment's manifests to its cluster. */
public enum GitOpsEngine {
    NONE,
    FLUX,
    ARGO_CD
}
