package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What GitHub answered.
 *
 * @param status of HTTP
 * @param headers of HTTP
 * @param body JSON; missing when the answer had none
 */
record Reply(int status, HttpHeaders headers, JsonNode body) {
    private static final int MESSAGE = 300;

    boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** GitHub's own words, for people; empty when there are none. */
    String message() {
        String message = body.path("message").asText("");
        return message.length() <= MESSAGE ? message : message.substring(0, MESSAGE);
    }

    boolean says(String words) {
        return message().toLowerCase(Locale.ROOT).contains(words);
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** A header that is a number; empty when it is missing or something else. */
    OptionalLong number(String name) {
        String text = headers.firstValue(name).orElse("").strip();
        return text.matches("[0-9]{1,12}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Whether a list goes on. */
    boolean hasNextPage() {
        return headers.firstValue("Link").orElse("").contains("rel=\"next\"");
    }
}
