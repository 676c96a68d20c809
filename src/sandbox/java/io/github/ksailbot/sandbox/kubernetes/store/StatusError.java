package io.github.ksailbot.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An answer of the kind {@code Status} that is a refusal. */
public final class StatusError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient List<Cause> causes;

    /** One of the reasons, at a field. */
    public record Cause(String reason, String message, String field) {}

    private StatusError(int code, String reason, String message, List<Cause> causes) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.causes = causes;
    }

    public static StatusError of(int code, String reason, String message) {
        return new StatusError(code, reason, message, List.of());
    }

    public static StatusError notFound(Kind kind, String name) {
        return of(404, "NotFound", "%s \"%s\" not found".formatted(kind.qualified(), name));
    }

    public static StatusError alreadyExists(Kind kind, String name) {
        return of(409, "AlreadyExists", "%s \"%s\" already exists".formatted(kind.qualified(), name));
    }

    public static StatusError conflict(Kind kind, String name) {
        return of(
                409,
                "Conflict",
                ("Operation cannot be fulfilled on %s \"%s\": the object has been modified; "
                                + "please apply your changes to the latest version and try again")
                        .formatted(kind.qualified(), name));
    }

    public static StatusError applyConflict(List<Cause> causes) {
        String plural = causes.size() == 1 ? "conflict" : "conflicts";
        return new StatusError(
                409,
                "Conflict",
                "Apply failed with %d %s: %s"
                        .formatted(causes.size(), plural, causes.get(0).message()),
                List.copyOf(causes));
    }

    public static StatusError invalid(Kind kind, String name, String message) {
        return of(422, "Invalid", "%s \"%s\" is invalid: %s".formatted(kind.kind(), name, message));
    }

    public static StatusError badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    public static StatusError expired(String message) {
        return of(410, "Expired", message);
    }

    public int code() {
        return code;
    }

    public ObjectNode body() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
        if (!causes.isEmpty()) {
            ArrayNode list = status.putObject("details").putArray("causes");
            for (Cause cause : causes) {
                list.addObject()
                        .put("reason", cause.reason())
                        .put("message", cause.message())
                        .put("field", cause.field());
            }
        }
        return status.put("code", code);
    }
}
