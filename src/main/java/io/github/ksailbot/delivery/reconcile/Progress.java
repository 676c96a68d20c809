package io.github.ksailbot.delivery.reconcile;

import io.github.ksailbot.delivery.retry.FailedAttempt;
import java.util.List;

/** Hears how a reconciliation goes on; called from one thread at a time, may be slow. */
@FunctionalInterface
public interface Progress {
    /** For who does not want to know. */
    Progress NONE = (doing, resources) -> {};

    /**
     * @param doing a short phrase such as "Waiting for 3 of 5 Kustomizations"
     * @param resources as far as they are known
     */
    void report(String doing, List<ResourceState> resources);

    /**
     * Said as a sentence by whoever does not keep attempts apart.
     *
     * @param resources as the attempt left them
     */
    default void failed(FailedAttempt attempt, List<ResourceState> resources) {
        report(attempt.announcement(), resources);
    }
}
