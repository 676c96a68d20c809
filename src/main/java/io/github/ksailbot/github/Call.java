package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A request to the REST API.
 *
 * @param method of HTTP
 * @param path from {@code /} on, with its query
 * @param body null for none
 */
record Call(String method, String path, @Nullable JsonNode body) {
    static Call get(String path) {
        return new Call("GET", path, null);
    }

    static Call post(String path, JsonNode body) {
        return new Call("POST", path, body);
    }

    static Call patch(String path, JsonNode body) {
        return new Call("PATCH", path, body);
    }

    /** For messages: without the query, which may be long. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
