package io.github.ksailbot.engine.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.Yaml;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlLimitsTest {
    static Stream<Arguments> hostile() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        StringBuilder nested = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 400; i++) {
            String earlier = "*a" + (i - 1);
            nested.append("a%d: &a%d [%s]%n".formatted(i, i, earlier));
            if (i < 20) {
                laughs.append("a%d: &a%d [%s]%n".formatted(i, i, (earlier + ",").repeat(10)));
            }
        }
        StringBuilder merges = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
        for (int i = 1; i < 40; i++) {
            merges.append("a%d: &a%d {l: *a%d, r: *a%d, <<: *a%d}%n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        return Stream.of(
                Arguments.of("brackets", "[".repeat(100_000), "200 levels of nesting"),
                Arguments.of("braces", "{a: ".repeat(100_000), "200 levels of nesting"),
                Arguments.of("lists", "- ".repeat(100_000), "200 levels of nesting"),
                Arguments.of("complex keys", "? ".repeat(100_000), "200 levels of nesting"),
                Arguments.of("aliases in aliases", nested.toString(), "200 levels of nesting"),
                Arguments.of("billion laughs", laughs.toString(), "1,000,000 values"),
                Arguments.of("merged laughs", merges.toString(), "1,000,000 values"),
                Arguments.of("values", "[" + "x,".repeat(1_100_000) + "]", "1,000,000 values"),
                Arguments.of("documents", "---\n".repeat(1_000_000), "20,000 documents"),
                Arguments.of("full documents", "---\na\n".repeat(1_000_000), "20,000 documents"),
                Arguments.of("aliases", "- &a x\n" + "- *a\n".repeat(30_000), "20,000 aliases"),
                Arguments.of("duplicate keys", "a: x\n".repeat(100_000), "200 mistakes in its YAML"),
                Arguments.of("bytes", "# long\n".repeat(3_000_000), "16,777,216 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileFile_endsInAFinding(String name, String text, String what) {
        YamlDocuments read = Yaml.read(text);

        assertThat(read.findings()).last().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("yaml/limit");
            assertThat(finding.message()).startsWith("The file has more than " + what);
            assertThat(finding.isUnchecked())
                    .as("what was not read is not called wrong")
                    .isTrue();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longTexts")
    void longText_isRead(String name, String text) {
        assertThat(Yaml.read(text).documents()).hasSize(1);
    }

    static Stream<Arguments> longTexts() {
        int many = 300_000;
        return Stream.of(
                Arguments.of("digits", "a: " + "1".repeat(4 * many)),
                Arguments.of("words", "a: " + "ab ".repeat(many)),
                Arguments.of("plain lines", "a: " + "ab\n ".repeat(many)),
                Arguments.of("escapes", "a: \"" + "\\u0041".repeat(many) + "\""),
                Arguments.of("block", "a: |\n" + "  x\n".repeat(many)),
                Arguments.of("blank lines", "a:" + "\n".repeat(many) + " x"),
                // one of the two has a pair across the end of the parser's buffer, whatever its size
                Arguments.of("pairs", "a: " + "\uD83D\uDE00".repeat(2 * many)),
                Arguments.of("pairs, shifted", "a:  " + "\uD83D\uDE00".repeat(2 * many)),
                Arguments.of("anchor", "a: &" + "a".repeat(many) + " x"));
    }

    @Test
    void sharing_underTheLimit_isNotCopied() {
        MappingNode root = Yaml.mapping("""
            a: &a [x,x,x,x,x,x,x,x,x,x]
            b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
            c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
            """);

        SequenceNode c = Objects.requireNonNull(root.sequence("c"));
        assertThat(c.items()).allSatisfy(item -> assertThat(item).isSameAs(root.get("b")));
    }

    @Test
    void limits_countEachFileAlone() {
        YamlLimits limits = new YamlLimits(100, 3, 5, 1, 2);

        assertThat(Yaml.read("a: {b: [c]}", limits).findings()).hasSize(1);
        assertThat(Yaml.read("a: {b: c}", limits).findings()).isEmpty();
        assertThat(Yaml.read("a: [&b c, *b]", limits).findings()).isEmpty();
        assertThat(Yaml.read("a: [b, c, d]", limits).findings()).hasSize(1);
        assertThat(Yaml.read("- a\n---\n- b\n---\n- c\n", limits).documents()).hasSize(2);
    }

    @Test
    void limits_notPositive_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new YamlLimits(0, 1, 1, 1, 1));
    }
}
