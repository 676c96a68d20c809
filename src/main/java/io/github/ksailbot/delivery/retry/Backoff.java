package io.github.ksailbot.delivery.retry;

import java.time.Duration;

/**
 * How often something is tried, and how long the waits between are: each twice as long as the one before.
 *
 * @param attempts all in all; fewer than one means one
 * @param first the wait after the first attempt
 * @param longest no wait is longer
 */
public record Backoff(int attempts, Duration first, Duration longest) {
    /** Of pushing an artifact and of reconciling. */
    public static final Backoff DELIVERY = new Backoff(3, Duration.ofSeconds(5), Duration.ofSeconds(30));

    private static final int LARGEST_EXPONENT = 30;

    public Backoff {
        attempts = Math.max(1, attempts);
    }

    /**
     * The wait after an attempt.
     *
     * @param attempt counted from 1; anything below counts as 1
     */
    public Duration delay(int attempt) {
        int exponent = Math.max(1, attempt) - 1;
        if (exponent > LARGEST_EXPONENT) {
            return longest;
        }
        Duration delay = first.multipliedBy(1L << exponent);
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
