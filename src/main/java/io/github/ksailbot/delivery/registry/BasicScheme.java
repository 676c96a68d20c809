package io.github.ksailbot.delivery.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** HTTP's Basic authentication. */
final class BasicScheme {
    private BasicScheme() {}

    static String header(Credentials credentials) {
        String pair = credentials.user() + ":" + credentials.password().reveal();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
