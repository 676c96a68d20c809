package io.github.ksailbot.sandbox.kubernetes.controller;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What comes after a step.
 *
 * @param step null when the work on the object is done
 * @param after how long until then; null for when something happens
 */
public record Next(@Nullable Step step, @Nullable Duration after) {

    /** One visible step of work on an object: at most one write. */
    @FunctionalInterface
    public interface Step {
        Next run();
    }

    public static Next now(Step step) {
        return new Next(step, Duration.ZERO);
    }

    public static Next in(Duration after, Step step) {
        return new Next(step, after);
    }

    /** Done; from the start again after a while. */
    public static Next again(Duration after) {
        return new Next(null, after);
    }

    /** Done until something happens. */
    public static Next idle() {
        return new Next(null, null);
    }
}
