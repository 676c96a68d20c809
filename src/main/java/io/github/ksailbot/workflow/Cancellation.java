package io.github.ksailbot.workflow;

/** Tells a running job that it is no longer wanted. Asked between steps; safe for several threads. */
public interface Cancellation {
    /** Never cancelled: for the command line and tests. */
    Cancellation NONE = head -> {};

    /**
     * @param head the commit that the job is judging
     * @throws SupersededException when another head of the same subject is wanted now
     */
    void throwIfSuperseded(CommitId head) throws SupersededException;

    /** Whether the process is about to end: what waits for long gives up waiting, and goes on after the next start. */
    default boolean isStopping() {
        return false;
    }
}
