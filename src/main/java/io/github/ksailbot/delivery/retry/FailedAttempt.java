package io.github.ksailbot.delivery.retry;

import java.time.Duration;

/**
 * An attempt that failed and that another one follows.
 *
 * @param number counted from 1
 * @param attempts that there may be
 * @param cause for people, without secrets
 * @param pause until the next one begins
 */
public record FailedAttempt(int number, int attempts, String cause, Duration pause) {
    /** {@code Attempt 1 of 3 failed: …}. */
    public String text() {
        return "Attempt " + number + " of " + attempts + " failed: " + cause;
    }

    /** With when it is tried again. */
    public String announcement() {
        return text() + (cause.endsWith(".") ? "" : ".") + " Trying again in " + pause.toSeconds() + " s";
    }
}
