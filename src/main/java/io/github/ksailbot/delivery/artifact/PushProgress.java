package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.delivery.retry.FailedAttempt;

/** Hears how a push goes on; called from the pushing thread. */
@FunctionalInterface
public interface PushProgress {
    /** For who does not want to know. */
    PushProgress NONE = doing -> {};

    /**
     * @param doing a sentence for people, without secrets
     */
    void report(String doing);

    /** Said as a sentence by whoever does not keep attempts apart. */
    default void failed(FailedAttempt attempt) {
        report(attempt.announcement());
    }
}
