package io.github.ksailbot.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and when what failed is tried again.
 *
 * @param attempts while something outside fails
 * @param first wait
 * @param longest wait, unless the outside asks for a longer one
 */
record RetryPolicy(int attempts, Duration first, Duration longest) {
    RetryPolicy {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retries need at least one attempt, and a longest wait that is not shorter than the first");
        }
    }

    /**
     * @param failures so far, counted from 1
     * @param asked how long the outside wants to be left alone; null when it did not say
     */
    Duration delay(int failures, @Nullable Duration asked) {
        Duration delay = first;
        for (int i = 1; i < failures && delay.compareTo(longest) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        delay = delay.compareTo(longest) < 0 ? delay : longest;
        return asked == null || asked.compareTo(delay) < 0 ? delay : asked;
    }
}
