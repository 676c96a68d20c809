package io.github.ksailbot.delivery.retry;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which failures may be gone a little later. What a failure says of itself counts first, then its type; the texts are for
 * messages that came from elsewhere, such as a controller's condition.
 */
public final class RetryPredicate {
    private static final List<String> PHRASES = List.of(
            "Too Many Requests",
            "Internal Server Error",
            "Bad Gateway",
            "Service Unavailable",
            "Gateway Timeout",
            "connection reset by peer",
            "connection refused",
            "i/o timeout",
            "TLS handshake timeout",
            "unexpected EOF",
            "no such host",
            "context deadline exceeded",
            "error converting YAML to JSON");

    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("\\b(429|5[0-9]{2})\\b"),
            // A message about a file may speak of EOF; only where it is the whole cause did a connection break.
            Pattern.compile("(^|: )EOF(\\z|; | \\(from )"),
            Pattern.compile("stopped after [0-9]+ redirects"));

    private static final List<Class<? extends Exception>> TYPES = List.of(
            ConnectException.class,
            NoRouteToHostException.class,
            SocketTimeoutException.class,
            UnknownHostException.class,
            HttpTimeoutException.class,
            EOFException.class);

    private static final int DEEPEST_CAUSE = 20;

    private RetryPredicate() {}

    /**
     * Whether a message, as programs written in Go word them, is about something that passes.
     *
     * @param message compared exactly, upper and lower case differ
     */
    public static boolean isRetryable(String message) {
        return PHRASES.stream().anyMatch(message::contains)
                || PATTERNS.stream()
                        .anyMatch(pattern -> pattern.matcher(message).find());
    }

    /** Whether a failure passes; being told to stop does not. */
    public static boolean isRetryable(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Transient known) {
                return known.isTransient();
            }
            if (cause instanceof InterruptedException || cause instanceof CancellationException) {
                return false;
            }
            Throwable found = cause;
            if (TYPES.stream().anyMatch(type -> type.isInstance(found))
                    || isRetryable(String.valueOf(cause.getMessage()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
