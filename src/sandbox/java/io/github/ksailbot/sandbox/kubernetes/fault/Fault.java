package io.github.ksailbot.sandbox.kubernetes.fault;

import io.github.ksailbot.sandbox.barrier.Barrier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a request. */
public sealed interface Fault {
    /** An answer instead of the true one. */
    record Answer(int status, String reason, @Nullable Duration retryAfter) implements Fault {}

    /** The connection is reset before anything happens. */
    record Reset() implements Fault {}

    /** Everything happens, but the connection is reset instead of an answer. */
    record ResetAfter() implements Fault {}

    /** The answer breaks off after this many bytes. */
    record Truncated(int bytes) implements Fault {}

    /** The answer comes when {@link Faults#letGo} is called. */
    record Held() implements Fault {}

    /** Stopped before anything has happened. */
    record Stopped(Barrier barrier) implements Fault {}

    static Fault status(int status) {
        return new Answer(status, reason(status), null);
    }

    static Fault tooManyRequests(Duration retryAfter) {
        return new Answer(429, reason(429), retryAfter);
    }

    private static String reason(int status) {
        switch (status) {
            case 401:
                return "Unauthorized";
            case 403:
                return "Forbidden";
            case 404:
                return "NotFound";
            case 409:
                return "Conflict";
            case 410:
                return "Expired";
            case 429:
                return "TooManyRequests";
            case 503:
                return "ServiceUnavailable";
            case 504:
                return "Timeout";
            default:
                return "InternalError";
        }
    }
}
