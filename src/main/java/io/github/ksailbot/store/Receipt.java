package io.github.ksailbot.store;

/** What became of a delivery that was to be stored. */
public enum Receipt {
    /** Stored for the first time. */
    NEW,
    /** Stored before, but handling it failed: it is to be handled once more. */
    AGAIN,
    /** Stored before: nothing is to be done. */
    KNOWN
}
