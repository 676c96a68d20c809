package io.github.ksailbot.delivery.argocd;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How long things have been as they should not be; what is not asked for in a round has ended. Not for several threads. */
final class Memory {
    private final Map<String, Instant> since = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private Instant now = Instant.MIN;

    void begin(Instant instant) {
        now = instant;
        asked.clear();
    }

    /** Whether something has gone on for this long; the first time that it is asked begins it. */
    boolean isOver(String what, Duration limit) {
        asked.add(what);
        return !since.computeIfAbsent(what, first -> now).plus(limit).isAfter(now);
    }

    void end() {
        since.keySet().retainAll(asked);
    }
}
