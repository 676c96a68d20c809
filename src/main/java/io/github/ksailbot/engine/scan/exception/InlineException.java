package io.github.ksailbot.engine.scan.exception;

import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exceptions that a resource declares for itself by annotations; they count only where the settings allow them. */
public final class InlineException {
    private static final String CONTROLS = "kubescape.io/skip-controls";
    private static final String EXPIRY = "kubescape.io/skip-expiry";

    private InlineException() {}

    /** Whether a resource lets a control of its own pass; an expiry that cannot be read counts as none. */
    public static boolean covers(ScanObject object, String control, Instant now) {
        Map<String, Object> annotations = Json.map(object.fields(), "metadata", "annotations");
        if (!(annotations.get(CONTROLS) instanceof String controls)) {
            return false;
        }
        boolean isNamed = Arrays.stream(controls.split(",")).map(String::strip).anyMatch(control::equalsIgnoreCase);
        return isNamed && !isExpired(annotations.get(EXPIRY), now);
    }

    private static boolean isExpired(@Nullable Object expiry, Instant now) {
        if (!(expiry instanceof String date) || date.isBlank()) {
            return false;
        }
        try {
            return !now.isBefore(OffsetDateTime.parse(date.strip()).toInstant());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
