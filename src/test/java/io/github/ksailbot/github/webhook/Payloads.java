package io.github.ksailbot.github.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Payloads in GitHub's shape. */
final class Payloads {
    private Payloads() {}

    /** @param name of the file, without ending */
    static String text(String name) {
        try (InputStream in = Payloads.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no payload " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
