package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An answer that is not what was asked for, in the shape of GitHub's errors. */
final class ApiError extends RuntimeException {

    private static final String DOCS = "https://docs.github.com/rest";

    private final int status;
    private final transient ObjectNode body;
    private final transient Map<String, String> headers;

    private ApiError(int status, ObjectNode body, Map<String, String> headers) {
        super(status + " " + body);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    Answer answer() {
        return new Answer(status, body, headers);
    }

    static ApiError of(int status, String message) {
        return of(status, message, Map.of());
    }

    static ApiError of(int status, String message, Map<String, String> headers) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", message);
        body.put("documentation_url", DOCS);
        body.put("status", Integer.toString(status));
        return new ApiError(status, body, headers);
    }

    static ApiError notFound() {
        return of(404, "Not Found");
    }

    static ApiError notPermitted() {
        return of(403, "Resource not accessible by integration");
    }

    /** 422 in the long form, as for a field that breaks a rule. */
    static ApiError invalid(String resource, String field, String message) {
        ApiError error = of(422, "Validation Failed");
        error.body
                .putArray("errors")
                .addObject()
                .put("resource", resource)
                .put("code", "custom")
                .put("field", field)
                .put("message", message);
        return error;
    }

    /** 422 in the short form, as for a body that is not of the documented shape. */
    static ApiError malformed(String detail) {
        return of(422, "Invalid request.\n\n" + detail);
    }
}
