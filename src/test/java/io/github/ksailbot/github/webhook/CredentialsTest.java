package io.github.ksailbot.github.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

final class CredentialsTest {
    private static final String APP_ID = "quarkus.github-app.app-id";
    private static final String KEY = "quarkus.github-app.private-key";
    private static final String SECRET = "quarkus.github-app.webhook-secret";
    private static final String PEM = pem("RSA", 2048);

    @Test
    void everythingRight_isTaken() {
        Credentials credentials = Credentials.from(config(Map.of()));
        assertThat(credentials).isEqualTo(new Credentials(7, Signed.SECRET));
        assertThat(credentials.toString()).doesNotContain(Signed.SECRET);
    }

    @Test
    void nothingSet_isRefusedInOneMessageThatNamesAll() {
        assertThatThrownBy(() -> Credentials.from(config(Map.of(APP_ID, "", KEY, "", SECRET, ""))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        KSail Bot does not start, because it could not tell GitHub from anybody else:
                        - quarkus.github-app.app-id (environment variable QUARKUS_GITHUB_APP_APP_ID) is not set; it must be \
                        the number that GitHub shows as App ID
                        - quarkus.github-app.private-key (environment variable QUARKUS_GITHUB_APP_PRIVATE_KEY) is not set; \
                        it must be the RSA key, in PEM format, of 2048 bits or more, that GitHub made for the App
                        - quarkus.github-app.webhook-secret (environment variable QUARKUS_GITHUB_APP_WEBHOOK_SECRET) is not \
                        set; it must be the App's webhook secret, at least 16 random characters""");
    }

    @Test
    void weakSecret_isRefused() {
        for (String weak : List.of("short", " ".repeat(40), "fifteen-charact", "  fifteen-charact  ")) {
            assertRefused(SECRET, weak);
        }
    }

    @Test
    void keyThatIsNoRsaKey_isRefusedAndNotRepeated() {
        for (String wrong : List.of(
                "not a key",
                PEM.substring(0, PEM.length() / 2),
                PEM.replace("A", "B"),
                pem("EC", 256),
                pem("RSA", 1024),
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----")) {
            assertRefused(KEY, wrong);
        }
    }

    @Test
    void appIdThatIsNoNumber_isRefused() {
        for (String wrong : List.of("0", "-7", "seven", "7.5", "Iv1.8a61f9b3a7aba766")) {
            assertRefused(APP_ID, wrong);
        }
    }

    private static void assertRefused(String property, String value) {
        assertThatThrownBy(() -> Credentials.from(config(Map.of(property, value))))
                .as(value)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\n- " + property + " (environment variable ")
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(2))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(value));
    }

    private static Config config(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(APP_ID, "7", KEY, PEM, SECRET, Signed.SECRET));
        values.putAll(changes);
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }

    private static String pem(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(
                                    generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
