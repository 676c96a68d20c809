package io.github.ksailbot.delivery.artifact;

/** Hears how a push goes on; called from the pushing thread. */
@FunctionalInterface
public interface PushProgress {
    /** For who does not want to know. */
    PushProgress NONE = doing -> {};

    /**
     * @param doing a sentence for people, without secrets
     */
    void report(String doing);
}
