package io.github.ksailbot.engine.scan.score;

/** How much a control matters. Declared from worst to mildest. */
public enum ControlSeverity {
    CRITICAL("Critical"),
    HIGH("High"),
    MEDIUM("Medium"),
    LOW("Low"),
    UNKNOWN("Unknown");

    private static final double CRITICAL_FROM = 9;
    private static final double HIGH_FROM = 7;
    private static final double MEDIUM_FROM = 4;
    private static final double LOW_FROM = 1;

    private final String text;

    ControlSeverity(String text) {
        this.text = text;
    }

    /** The severity of a base score. */
    public static ControlSeverity of(double baseScore) {
        if (baseScore >= CRITICAL_FROM) {
            return CRITICAL;
        }
        if (baseScore >= HIGH_FROM) {
            return HIGH;
        }
        if (baseScore >= MEDIUM_FROM) {
            return MEDIUM;
        }
        return baseScore >= LOW_FROM ? LOW : UNKNOWN;
    }

    /** Whether this matters as much as another, or more. */
    public boolean isAtLeast(ControlSeverity other) {
        return compareTo(other) <= 0;
    }

    /** As Kubescape writes it: {@code High}. */
    public String text() {
        return text;
    }
}
