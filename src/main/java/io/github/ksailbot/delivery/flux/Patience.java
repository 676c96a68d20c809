package io.github.ksailbot.delivery.flux;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How long things have been as they should not be. Not for several threads. */
final class Patience {
    private final Map<Object, Instant> since = new HashMap<>();
    private Instant now;

    Patience(Instant now) {
        this.now = now;
    }

    void at(Instant instant) {
        now = instant;
    }

    Instant now() {
        return now;
    }

    /** Whether something has gone on for this long; the first time that it is asked begins it. */
    boolean isOver(Object what, Duration limit) {
        Instant begun = since.computeIfAbsent(what, first -> now);
        return !begun.plus(limit).isAfter(now);
    }

    /** It has come to an end, or begins anew. */
    void forget(Object what) {
        since.remove(what);
    }
}
