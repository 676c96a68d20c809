package io.github.ksailbot.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostileManifestTest {
    private final SchemaValidator validator = new SchemaValidator();

    @Test
    void manifest_manyMistakes_saysTheFirstAndThatThereAreMore() {
        String fields = IntStream.range(0, 20_000)
                .mapToObj(i -> "field" + i + ": {}\n")
                .collect(Collectors.joining("", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n", ""));

        Validation validation = validator.validate(Yaml.one(fields), Set.of());

        assertThat(validation.findings()).hasSize(SchemaValidator.MAX_FINDINGS + 1);
        assertThat(validation.findings().get(0).field()).isEqualTo("field0");
        Finding last = validation.findings().get(SchemaValidator.MAX_FINDINGS);
        assertThat(last.rule()).hasToString("schema/too-many");
        assertThat(last.message()).isEqualTo("The manifest has more mistakes than the first 100.");
    }

    @Test
    void manifest_manyBadLabels_saysTheFirst() {
        String labels = IntStream.range(0, 20_000)
                .mapToObj(i -> "    key" + i + ": not allowed\n")
                .collect(Collectors.joining(
                        "", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n", ""));

        Validation validation = validator.validate(Yaml.one(labels), Set.of());

        assertThat(validation.findings()).hasSize(SchemaValidator.MAX_FINDINGS + 1);
        assertThat(Objects.requireNonNull(validation.findings().get(0).origin()).line())
                .isEqualTo(6);
    }

    /** Each mistake must cost the same however long the manifest is; that it ends at all is what is tested. */
    @Test
    @Timeout(60)
    void manifest_manyItemsWithMistakes_isJudged() {
        String containers = IntStream.range(0, 60_000)
                .mapToObj(i -> "{name: c, imag: x}")
                .collect(Collectors.joining(",", "[", "]"));
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: " + containers + "\n";

        assertThat(validator.validate(Yaml.one(yaml), Set.of()).findings()).hasSize(SchemaValidator.MAX_FINDINGS + 1);
    }

    @Test
    void value_thatOnlyLooksLikeAVariable_isWrong() {
        for (String value : new String[] {"${x", "a${}", "${1}"}) {
            String yaml = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostNetwork: \"" + value
                    + "\"\n  containers: [{name: a}]\n";

            assertThat(validator.validate(Yaml.one(yaml), Set.of()).status()).isEqualTo(Validation.Status.INVALID);
        }
    }

    @Test
    void message_longValueWithBackquotesAndLines_staysOneShortLine() {
        String value = "`x`\\n" + "y".repeat(1000);
        String yaml = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostNetwork: \"" + value
                + "\"\n  containers: [{name: a}]\n";

        Finding finding =
                validator.validate(Yaml.one(yaml), Set.of()).findings().get(0);

        assertThat(finding.message())
                .isEqualTo("`spec.hostNetwork` must be `true` or `false`, but is the string `\"'x' " + "y".repeat(35)
                        + "…`.");
    }

    @Test
    void path_hostileKey_isQuotedOnOneLine() {
        String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  \"a`\\nb\": 1\n";

        Finding finding =
                validator.validate(Yaml.one(yaml), Set.of()).findings().get(0);

        assertThat(finding.message()).doesNotContain("\n").startsWith("`data[\"a'");
    }

    @Test
    void kindAndVersion_hostileText_areQuotedOnOneLine() {
        String yaml = "apiVersion: v1\nkind: \"A`b\\nc\"\nmetadata:\n  name: a\n";

        Finding finding =
                validator.validate(Yaml.one(yaml), Set.of()).findings().get(0);

        assertThat(finding.message()).isEqualTo("Kubernetes 1.36 has no kind `A'b c` in `v1`.");
    }
}
