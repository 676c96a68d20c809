package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.Repo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One authenticated request to a route. */
final class Call {

    final Actor actor;
    private final String url;
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final JsonNode body;
    private final @Nullable Repo repo;

    /**
     * @param url without query
     * @param path values of the route's placeholders
     * @param repo the one that the path names
     */
    Call(
            Actor actor,
            String url,
            Map<String, String> path,
            Map<String, String> query,
            JsonNode body,
            @Nullable Repo repo) {
        this.actor = actor;
        this.url = url;
        this.path = path;
        this.query = query;
        this.body = body;
        this.repo = repo;
    }

    String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /** A number in the path; what is none exists nowhere. */
    long id(String name) {
        try {
            return Long.parseLong(path(name));
        } catch (NumberFormatException e) {
            throw ApiError.notFound();
        }
    }

    /** Empty if absent. */
    String query(String name) {
        return query.getOrDefault(name, "");
    }

    /** A number in the query; 422 if it is something else. */
    long queryNumber(String name, long otherwise) {
        try {
            return query(name).isEmpty() ? otherwise : Long.parseLong(query(name));
        } catch (NumberFormatException e) {
            throw ApiError.malformed("\"" + name + "\" is not a number.");
        }
    }

    /** A time in the query; 422 if it is something else. */
    Instant queryTime(String name, Instant otherwise) {
        try {
            return query(name).isEmpty()
                    ? otherwise
                    : OffsetDateTime.parse(query(name)).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiError.malformed("\"" + name + "\" is not an ISO 8601 time.");
        }
    }

    JsonNode body() {
        return body;
    }

    /** A text in the body; null if absent or null. */
    @Nullable String text(String field) {
        JsonNode value = body.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    /** @throws ApiError 422 if absent */
    String requiredText(String field) {
        String value = text(field);
        if (value == null) {
            throw ApiError.malformed("\"" + field + "\" wasn't supplied.");
        }
        return value;
    }

    Repo repo() {
        if (repo == null) {
            throw new IllegalStateException("the route names no repository");
        }
        return repo;
    }

    App app() {
        if (actor instanceof Actor.AsApp as) {
            return as.app();
        }
        if (actor instanceof Actor.AsInstallation as) {
            return as.token().installation().app;
        }
        throw ApiError.of(403, "You must authenticate via a GitHub App.");
    }

    /** Whose name is on what the request writes. */
    Account author() {
        return actor instanceof Actor.AsUser as ? as.account() : app().bot;
    }

    /** The App behind a write; null for a person's. */
    @Nullable App via() {
        return actor instanceof Actor.AsUser ? null : app();
    }

    /** This request's URL with one parameter changed. */
    String urlWith(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(query);
        changed.put(name, value);
        StringBuilder text = new StringBuilder(url);
        char separator = '?';
        for (Map.Entry<String, String> parameter : changed.entrySet()) {
            text.append(separator)
                    .append(URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return text.toString();
    }
}
