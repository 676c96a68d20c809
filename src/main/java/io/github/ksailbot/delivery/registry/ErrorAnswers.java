package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an answer that is no success means: by its status first, by its text where the status says little. */
final class ErrorAnswers {
    private ErrorAnswers() {}

    /**
     * @param doing what was tried, such as "push to `ghcr.io/acme/app`"
     */
    static RegistryException of(HttpAnswer answer, String doing, Clock clock) {
        String text = ServerText.ofError(answer.body());
        Kind kind = kind(answer.status(), text);
        String said = text.isEmpty() ? "" : ": " + text;
        String message = "Could not " + doing + ": " + meaning(kind) + " (HTTP " + answer.status() + said + ").";
        boolean passes = RegistryException.isTransient(kind) || answer.status() == 408;
        return new RegistryException(kind, message, passes, retryAfter(answer.header("Retry-After"), clock), null);
    }

    private static Kind kind(int status, String text) {
        switch (status) {
            case 401:
                return Kind.AUTHENTICATION_REQUIRED;
            case 403:
                return Kind.ACCESS_DENIED;
            case 412:
                return Kind.CONFLICT;
            case 429:
                return Kind.RATE_LIMITED;
            default:
                break;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (status >= 500) {
            return Kind.UNAVAILABLE;
        }
        if (lower.contains("toomanyrequests") || lower.contains("too many requests")) {
            return Kind.RATE_LIMITED;
        }
        if (lower.contains("unauthorized") || lower.contains("authentication required")) {
            return Kind.AUTHENTICATION_REQUIRED;
        }
        if (lower.contains("denied") || lower.contains("forbidden")) {
            return Kind.ACCESS_DENIED;
        }
        return status == 404 ? Kind.NOT_FOUND : status >= 400 ? Kind.REFUSED : Kind.WRONG_ANSWER;
    }

    private static String meaning(Kind kind) {
        return switch (kind) {
            case AUTHENTICATION_REQUIRED -> "the registry wants credentials, or does not take these";
            case ACCESS_DENIED -> "the credentials are not allowed to do that";
            case NOT_FOUND -> "the registry has nothing there";
            case UNREACHABLE -> "the registry cannot be reached";
            case RATE_LIMITED -> "the registry is asked too often";
            case UNAVAILABLE -> "the registry failed";
            case REFUSED -> "the registry refuses it";
            case WRONG_ANSWER -> "the registry's answer makes no sense";
            case CONFLICT -> "it was changed by somebody else in the meantime";
        };
    }

    /** Seconds, or a date. */
    private static @Nullable Duration retryAfter(String header, Clock clock) {
        if (header.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
