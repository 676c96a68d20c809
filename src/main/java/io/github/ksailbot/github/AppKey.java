package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * The App's identity: says who the App is by a signed token.
 *
 * @see <a href="https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">Generating
 *     a JSON Web Token for a GitHub App</a>
 */
final class AppKey {
    /** Clocks differ: GitHub asks for a start in the past, and takes no end more than ten minutes ahead. */
    private static final Duration BEFORE = Duration.ofSeconds(60);

    private static final Duration AFTER = Duration.ofMinutes(9);

    private final String appId;
    private final PrivateKey key;
    private final Clock clock;

    AppKey(String appId, PrivateKey key, Clock clock) {
        this.appId = appId;
        this.key = key;
        this.clock = clock;
    }

    String appId() {
        return appId;
    }

    /** A token for the next nine minutes. */
    String jwt() {
        Instant now = clock.instant();
        String claims = JsonNodeFactory.instance
                .objectNode()
                .put("iat", now.minus(BEFORE).getEpochSecond())
                .put("exp", now.plus(AFTER).getEpochSecond())
                .put("iss", appId)
                .toString();
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the App's private key cannot sign: it must be an RSA key", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
