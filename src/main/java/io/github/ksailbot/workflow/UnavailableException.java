package io.github.ksailbot.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something outside failed in a way that may pass: the job is run again later, nothing is lost. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    public UnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long the outside asked to be left alone; null when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
