package io.github.ksailbot.delivery.reconcile;

/** What a cluster runs, against what it should run. */
public enum Convergence {
    /** It runs what was delivered, and all of it is ready. */
    CONVERGED,
    /** It runs an older revision, and may still get there. */
    BEHIND,
    /** It runs, or was told to run, something else; or what was delivered failed there. */
    DIVERGED,
    /** It could not be asked. */
    UNKNOWN
}
