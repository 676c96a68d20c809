package io.github.ksailbot.engine.scan.score;

import java.util.Locale;

/** What came of a control for a resource, or as a whole. Declared from best to worst. */
public enum Status {
    PASSED,
    /** Not judged, or not to be decided by a program. */
    SKIPPED,
    FAILED;

    public Status worst(Status other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** As Kubescape writes it: {@code passed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
