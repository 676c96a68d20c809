package io.github.ksailbot.github.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignatureTest {
    /** The example that GitHub's documentation gives to test an implementation with. */
    private static final String SECRET = "It's a Secret to Everybody";

    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
    private static final String RIGHT = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private final Signature signature = new Signature(SECRET);

    @Test
    void signatureOfGitHubsExample_isRight() {
        assertThat(signature.isRight(List.of(RIGHT), BODY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e170",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 ",
                " sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256 =757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256:757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "SHA256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha512=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17,"
                        + "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=0000000000000000000000000000000000000000000000000000000000000000"
            })
    void anythingElse_isWrong(String header) {
        assertThat(signature.isRight(List.of(header), BODY)).isFalse();
    }

    @Test
    void upperCaseHexadecimalDigits_areWrong() {
        String upper = "sha256=" + RIGHT.substring(7).toUpperCase(Locale.ROOT);
        assertThat(signature.isRight(List.of(upper), BODY)).isFalse();
    }

    @Test
    void noHeaderOrTwo_areWrong() {
        assertThat(signature.isRight(List.of(), BODY)).isFalse();
        assertThat(signature.isRight(List.of(RIGHT, RIGHT), BODY)).isFalse();
        assertThat(signature.isRight(List.of("sha256=0", RIGHT), BODY)).isFalse();
    }

    @Test
    void bodyThatWasWrittenAnew_isWrong() {
        for (String body : List.of("", "Hello, World", "Hello, World!\n", "\uFEFFHello, World!", "hello, World!")) {
            assertThat(signature.isRight(List.of(RIGHT), body.getBytes(UTF_8)))
                    .as(body)
                    .isFalse();
        }
    }

    @Test
    void anotherSecret_isWrong() {
        assertThat(new Signature("It's a secret to everybody").isRight(List.of(RIGHT), BODY))
                .isFalse();
    }
}
