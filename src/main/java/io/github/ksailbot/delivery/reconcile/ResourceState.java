package io.github.ksailbot.delivery.reconcile;

/**
 * How far one object of the engine is.
 *
 * @param kind such as {@code Kustomization}
 * @param namespace empty for cluster-scoped kinds
 * @param reason as the controller gives it; may be empty
 * @param message as the controller gives it, secrets taken out; may be empty
 * @param blockedBy {@code namespace/name} of what it waits for; empty when it waits for nothing else
 */
public record ResourceState(
        String kind, String namespace, String name, Phase phase, String reason, String message, String blockedBy) {
    /** Where an object stands. */
    public enum Phase {
        READY,
        PROGRESSING,
        /** Waits for another object. */
        BLOCKED,
        FAILED,
        /** Told to do nothing; reported, not waited for. */
        SUSPENDED,
        /** Not waited for because somebody said so. */
        EXCLUDED
    }
}
