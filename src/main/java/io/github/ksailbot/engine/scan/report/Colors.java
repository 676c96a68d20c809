package io.github.ksailbot.engine.scan.report;

import java.util.Locale;

/** A color for a score: red for nothing, over amber, to green for all. Dark enough for white text on it. */
final class Colors {
    private static final float GREEN_HUE = 140;
    private static final float FULL = 100;

    private Colors() {}

    static String of(float score) {
        // Squared, so that what is nearly right does not look right.
        float share = Math.max(0, Math.min(FULL, score)) / FULL;
        return String.format(Locale.ROOT, "hsl(%.0f, 62%%, 38%%)", share * share * GREEN_HUE);
    }
}
