package io.github.ksailbot.github.webhook;

import io.quarkiverse.githubapp.runtime.signing.PrivateKeyUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Who the App is, checked.
 *
 * @param appId GitHub's id of the App
 * @param webhookSecret signs every delivery
 */
record Credentials(long appId, String webhookSecret) {
    static final int MIN_SECRET = 16;
    private static final int MIN_KEY_BITS = 2048;

    /**
     * @throws ConfigurationException when one is missing or cannot be right, with every such thing in the message;
     *     Quarkus prints it without a stack trace and exits with 1
     */
    static Credentials from(Config config) {
        List<String> problems = new ArrayList<>();
        Optional<String> appId = value(config, "app-id");
        Optional<String> key = value(config, "private-key");
        Optional<String> secret = value(config, "webhook-secret");
        long id = appId.map(Payload::parseLong).orElse(0L);
        if (id < 1) {
            problems.add(problem("app-id", "the number that GitHub shows as App ID", appId));
        }
        if (key.isEmpty() || !isRsaKey(key.get())) {
            problems.add(problem(
                    "private-key",
                    "the RSA key, in PEM format, of 2048 bits or more, that GitHub made for the App",
                    key));
        }
        if (secret.isEmpty() || secret.get().length() < MIN_SECRET) {
            problems.add(problem(
                    "webhook-secret",
                    "the App's webhook secret, at least " + MIN_SECRET + " random characters",
                    secret));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    "KSail Bot does not start, because it could not tell GitHub from anybody else:\n- "
                            + String.join("\n- ", problems));
        }
        return new Credentials(id, secret.orElseThrow());
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "App " + appId;
    }

    private static Optional<String> value(Config config, String name) {
        return config.getOptionalValue("quarkus.github-app." + name, String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static String problem(String name, String meaning, Optional<String> value) {
        return "quarkus.github-app." + name + " (environment variable QUARKUS_GITHUB_APP_"
                + name.replace('-', '_').toUpperCase(java.util.Locale.ROOT) + ") "
                + (value.isEmpty() ? "is not set" : "is not right") + "; it must be " + meaning;
    }

    private static boolean isRsaKey(String pem) {
        try {
            PrivateKey key = PrivateKeyUtil.loadKey(pem);
            return key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= MIN_KEY_BITS;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Whatever is wrong with it, and not a word of it in the message.
            return false;
        }
    }
}
