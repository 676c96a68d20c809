package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenServiceTest {

    @ParameterizedTest
    @CsvSource({
        "https://registry-1.docker.io, https://auth.docker.io/token",
        "https://ghcr.io, https://ghcr.io/token",
        "https://registry.gitlab.com, https://gitlab.com/jwt/auth",
        "https://harbor.example.co.uk, https://auth.example.co.uk/token",
        "https://registry.internal:5000, https://registry.internal:5001/token",
    })
    void credentials_goToTheRegistrysOwnDomain(String registry, String realm) throws Exception {
        assertThat(TokenService.of(challenge(realm), Origin.of(URI.create(registry)), true)
                        .realm())
                .hasToString(realm);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ghcr.io, https://thief.example/token",
        "https://ghcr.io, https://ghcr.io.thief.example/token",
        "https://registry.example.co.uk, https://thief.co.uk/token",
        "https://10.0.0.1, https://10.1.0.1/token",
        "https://registry, https://thief/token",
        "http://127.0.0.1:5000, https://10.0.0.1/token",
    })
    void credentials_goToNobodyElse_whateverTheAnswerNames(String registry, String realm) throws Exception {
        Origin origin = Origin.of(URI.create(registry));

        assertThatThrownBy(() -> TokenService.of(challenge(realm), origin, true))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("no credentials were sent there");
        assertThat(TokenService.of(challenge(realm), origin, false).realm()).hasToString(realm);
    }

    /** Java reads some addresses that nothing can be sent to. */
    @ParameterizedTest
    @ValueSource(strings = {"https://auth.example:99999/token", "https://[::1%25eth0]/token", "https:token"})
    void realm_thatIsNoAddress_isAnAnswerThatIsWrong(String realm) {
        Origin origin = Origin.of(URI.create("https://auth.example"));

        assertThatThrownBy(
                        () -> TokenService.of(challenge(realm), origin, false).request("repository:shop:pull", null))
                .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.kind())
                        .isEqualTo(RegistryException.Kind.WRONG_ANSWER));
    }

    @ParameterizedTest
    @CsvSource({"'\"abc\"', '\"abc\"'", "'W/\"a:b\"', 'W/\"a:b\"'", "'\"ä\"', ''", "abc, ''", "'', ''"})
    void entityTag_isSentBackWhereThatIsPossible(String given, String sent) throws Exception {
        Manifest manifest = Manifest.parse("{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8));

        assertThat(new StoredManifest("sha256:" + "0".repeat(64), manifest, given).entityTag())
                .isEqualTo(sent);
    }

    private static Challenge challenge(String realm) {
        return Challenge.parse(List.of("Bearer realm=\"" + realm + "\",service=\"s\""))
                .get(0);
    }
}
