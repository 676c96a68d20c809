package io.github.ksailbot.delivery.cluster;

import io.github.ksailbot.delivery.retry.Transient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's API did not do what it was asked.
 *
 * <p>The message is one sentence for people, without secrets. The cause says what broke when there was no answer.
 */
public final class ApiException extends Exception implements Transient {
    /** The status of an answer that never came. */
    public static final int NO_ANSWER = 0;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final @Nullable Duration retryAfter;

    /**
     * @param status of HTTP; {@value #NO_ANSWER} when there was none
     * @param reason as Kubernetes names it, such as {@code NotFound}; may be empty
     * @param retryAfter what the server asked for; null when it asked for nothing
     */
    public ApiException(
            String message, int status, String reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public boolean isNotFound() {
        return status == 404;
    }

    public boolean isForbidden() {
        return status == 403;
    }

    /** What was asked for starts from a state that the server has forgotten: list again. */
    public boolean isGone() {
        return status == 410;
    }

    /** Whether the same request may succeed a little later. */
    @Override
    public boolean isTransient() {
        return status == NO_ANSWER || status == 408 || status == 409 || status == 410 || status == 429 || status >= 500;
    }
}
