package io.github.ksailbot.delivery.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a reconciliation ended.
 *
 * @param resources all objects of the engine that belong to the goal, root first
 * @param notes what people should know beside it: a reference that differs, releases that were recovered
 * @param failure why it did not converge; null when it did
 */
public record Reconciliation(
        Convergence convergence,
        List<ResourceState> resources,
        List<String> notes,
        @Nullable Failure failure) {
    public Reconciliation {
        resources = List.copyOf(resources);
        notes = List.copyOf(notes);
    }

    /**
     * One that ended without an answer from the cluster.
     *
     * @param message one sentence for people, without secrets
     * @param retryable whether the same attempt may succeed a little later
     */
    public static Reconciliation unknown(String message, boolean retryable) {
        return new Reconciliation(Convergence.UNKNOWN, List.of(), List.of(), new Failure(message, retryable));
    }

    /**
     * @param message one sentence for people, without secrets
     * @param retryable whether the same attempt may succeed a little later
     */
    public record Failure(String message, boolean retryable) {}
}
