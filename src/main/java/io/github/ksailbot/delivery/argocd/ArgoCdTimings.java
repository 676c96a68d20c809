package io.github.ksailbot.delivery.argocd;

import java.time.Duration;

/**
 * How long things are given.
 *
 * @param gate to the control plane, at most
 * @param coldStart to sources that cannot be reached, from when an Application is first looked at; as long again is too
 *     long
 * @param patience to other errors of a comparison, and to Degraded
 * @param appearance to Applications that should be there
 * @param again until a refresh is asked for again that did not bring the revision
 * @param settle how long nothing must have changed where ApplicationSets may still make more
 * @param resync from one complete list to the next, in case a watch has fallen silent
 * @param slice how long a wish to stop may go unheard
 */
record ArgoCdTimings(
        Duration gate,
        Duration coldStart,
        Duration patience,
        Duration appearance,
        Duration again,
        Duration settle,
        Duration resync,
        Duration slice) {
    static final ArgoCdTimings DEFAULT = new ArgoCdTimings(
            Duration.ofMinutes(3),
            Duration.ofSeconds(90),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMillis(100));

    /** For one look: what is failing has failed. */
    ArgoCdTimings impatient() {
        return new ArgoCdTimings(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, again, Duration.ZERO, resync, slice);
    }
}
