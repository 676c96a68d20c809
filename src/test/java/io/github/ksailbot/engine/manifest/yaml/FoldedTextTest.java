package io.github.ksailbot.engine.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.MappingNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected texts are what {@code kubectl kustomize} prints for the same files. */
class FoldedTextTest {
    @Test
    void rewrite_lineThatBeginsWithASpace_getsABlankLineBefore() {
        assertThat(rewritten("""
            text: >
              one

              two
                indented
              three
            """)).isEqualTo("one\ntwo\n\n  indented\nthree\n");
    }

    @Test
    void rewrite_keptBreaksAtTheEnd_areOneMore() {
        assertThat(rewritten("text: >+\n  one\n  two\n\n")).isEqualTo("one two\n\n\n");
    }

    @Test
    void rewrite_breaksAtTheBegin_stay() {
        assertThat(rewritten("text: >\n\n  one\n    two\n")).isEqualTo("\none\n\n  two\n");
    }

    @Test
    void rewrite_spaceAtTheBegin_doublesNothing() {
        assertThat(rewritten("text: >2\n    one\n  two\n  three\n")).isEqualTo("  one\ntwo three\n");
    }

    @Test
    void rewrite_inAList() {
        assertThat(YamlWriter.write(FoldedText.rewrite(read("""
            list:
              - plain
              - >-
                one
                 two
            """)))).isEqualTo("""
                    list:
                    - plain
                    - |-
                      one

                       two
                    """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text: >-\n  one\n  two\n\n  three\n",
                "text: |\n  one\n    two\n",
                "text: \"one\\n  two\\n\"\n",
                "text: >\n  one\n"
            })
    void rewrite_nothingToDouble_isTheSameNode(String yaml) {
        MappingNode node = read(yaml);

        assertThat(FoldedText.rewrite(node)).isSameAs(node);
    }

    private static String rewritten(String yaml) {
        return FoldedText.rewrite(read(yaml)).text("text");
    }

    private static MappingNode read(String yaml) {
        return (MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }
}
