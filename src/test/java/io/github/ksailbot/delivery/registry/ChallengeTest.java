package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    @Test
    void bearer_asLargeRegistriesSendIt() {
        assertThat(
                        Challenge.parse(
                                List.of(
                                        "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:a/b:pull,push\"")))
                .containsExactly(new Challenge(
                        "bearer",
                        Map.of(
                                "realm",
                                "https://auth.docker.io/token",
                                "service",
                                "registry.docker.io",
                                "scope",
                                "repository:a/b:pull,push")));
    }

    @Test
    void several_inOneHeaderAndInTwo() {
        List<Challenge> one = Challenge.parse(List.of("Basic realm=\"x\", Bearer realm=\"https://r/t\" , service=s"));
        List<Challenge> two = Challenge.parse(List.of("BASIC realm=x", "bearer Realm=\"https://r/t\", service=\"s\""));

        assertThat(one).isEqualTo(two);
        assertThat(one).extracting(Challenge::scheme).containsExactly("basic", "bearer");
    }

    @Test
    void quotedText_withEscapes() {
        assertThat(Challenge.parse(List.of("Bearer realm=\"a\\\"b, c=\\\\d\""))
                        .get(0)
                        .parameter("realm"))
                .isEqualTo("a\"b, c=\\d");
    }

    @Test
    void nonsense_makesNoChallenge() {
        assertThat(Challenge.parse(List.of("", "=,=", "realm=\"x\"", "\"" + "\\".repeat(5_000), "x".repeat(20_000))))
                .isEmpty();
    }

    @Test
    void unterminatedText_endsTheHeader() {
        assertThat(Challenge.parse(List.of("Bearer service=s, realm=\"https://r")))
                .containsExactly(new Challenge("bearer", Map.of("service", "s")));
    }
}
