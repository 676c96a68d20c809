package io.github.ksailbot.outside.chart;

import java.time.Duration;

/**
 * What charts may take together, beside what each may take alone.
 *
 * @param environment for one rendering of one environment
 * @param verdict for all environments of both sides of a change
 */
public record TimeBudgets(Duration environment, Duration verdict) {
    /** A chart takes milliseconds; the largest public repositories have some hundred. */
    public static final TimeBudgets DEFAULT = new TimeBudgets(Duration.ofMinutes(2), Duration.ofMinutes(5));
}
