package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTabsTest {
    @Test
    void read_tabsBehindTokens_arePassedOver() {
        YamlDocuments read = read("---\t\na:\t\n  b: 'x'\t\t# comment\n  c:\t1\n  d: |\n    text:\t\n");

        assertThat(read.findings()).isEmpty();
        assertThat(YamlWriter.write(read.documents().get(0))).isEqualTo("a:\n  b: x\n  c: 1\n  d: \"text:\\t\\n\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\n\tb: 1\n", "a:\n  -\tb: 1\n"})
    void read_tabsForIndentation_areRefused(String yaml) {
        assertThat(read(yaml).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule().value()).isEqualTo("yaml/syntax"));
    }

    @Test
    void read_moreTabsThanAreRepaired_endsWithAFinding() {
        assertThat(read("k:\t'v'\t\n".repeat(20_000)).findings())
                .anySatisfy(finding -> assertThat(finding.rule().value()).isEqualTo("yaml/syntax"));
    }

    private static YamlDocuments read(String yaml) {
        return new YamlReader(YamlLimits.DEFAULT).read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
