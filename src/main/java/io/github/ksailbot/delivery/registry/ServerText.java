package io.github.ksailbot.delivery.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text that a server sent, made fit to be shown: one short line without what could be a password. */
final class ServerText {
    private static final int MAX = 200;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    /** Credentials and what follows the question mark of an address. */
    private static final Pattern SENSITIVE =
            Pattern.compile("(?<=//)[^/@\\s]+@|(?<=\\?)[^\\s\"']+|(?i)(?<=(bearer|basic) )[a-z0-9._~+/=-]{8,}");

    private ServerText() {}

    static String of(String text) {
        String line = CONTROL.matcher(SENSITIVE.matcher(text).replaceAll("***"))
                .replaceAll(" ")
                .strip();
        int end = line.offsetByCodePoints(0, Math.min(line.codePointCount(0, line.length()), MAX));
        return end < line.length() ? line.substring(0, end) + "…" : line;
    }

    /** The codes and messages of an error in the specification's form, or the text as it is. */
    static String ofError(byte[] body) {
        try {
            JsonNode errors = JSON.readTree(body).path("errors");
            List<String> texts = new ArrayList<>();
            for (JsonNode error : errors) {
                texts.add((error.path("code").asText() + " "
                                + error.path("message").asText())
                        .strip());
            }
            if (!texts.isEmpty()) {
                return of(String.join("; ", texts));
            }
        } catch (JsonProcessingException e) {
            // Proxies answer in HTML or plain text.
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        return of(new String(body, StandardCharsets.UTF_8));
    }
}
