package io.github.ksailbot.delivery.flux;

import java.time.Duration;

/**
 * How long things are given.
 *
 * @param patience how long a failure may take to heal itself while the controller says that it tries again
 * @param buildPatience the same for what cannot be built
 * @param linger how long others are waited for once something has failed for good, so that the report is whole
 * @param appearance how long an object that should be there may take to appear
 * @param mismatch how long a source may hold another revision than the delivered one after it was told to look
 * @param resync from one complete list to the next, in case a watch has fallen silent
 * @param settle how long a release must have been stuck before it is recovered
 * @param suspended how long a release stays suspended, so that its controller sees it
 */
record Timings(
        Duration patience,
        Duration buildPatience,
        Duration linger,
        Duration appearance,
        Duration mismatch,
        Duration resync,
        Duration settle,
        Duration suspended) {
    static final Timings DEFAULT = new Timings(
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2));

    /** For one look: what is failing has failed. */
    static final Timings NONE = new Timings(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofDays(1),
            Duration.ZERO,
            Duration.ZERO);
}
