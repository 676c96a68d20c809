package io.github.ksailbot.delivery.flux;

import java.time.Duration;

/** Durations for people. */
final class Durations {
    private Durations() {}

    /** {@code 1h30m}, {@code 5m}, {@code 45s}; less than a second is {@code 0s}. */
    static String text(Duration duration) {
        long seconds = duration.toSeconds();
        StringBuilder text = new StringBuilder();
        if (seconds >= 3600) {
            text.append(seconds / 3600).append('h');
        }
        if (seconds % 3600 >= 60) {
            text.append(seconds % 3600 / 60).append('m');
        }
        if (seconds % 60 > 0 || text.isEmpty()) {
            text.append(seconds % 60).append('s');
        }
        return text.toString();
    }
}
