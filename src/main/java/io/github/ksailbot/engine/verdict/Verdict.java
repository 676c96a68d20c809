package io.github.ksailbot.engine.verdict;

/** The outcome of a gate. Declared from best to worst. */
public enum Verdict {
    PASSED,
    FAILED,
    /** The bot or its surroundings failed, not the change. Never green. */
    COULD_NOT_CHECK;

    public Verdict worst(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
