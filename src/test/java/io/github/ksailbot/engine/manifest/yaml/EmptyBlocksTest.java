package io.github.ksailbot.engine.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmptyBlocksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:\n  b: |\nc: d\n",
                "a:\n  b: >-\nc: d\n",
                "c: d\na:\n  b: |\n",
                "c: d\na:\n  b: |",
                "a:\n  b: |2 # comment\n\n\nc: d\n",
                "a:\n  b: |\n       \nc: d\n",
                "a:\n  b:\n    |-\nc: d\n",
                "a:\n  b: !!str |\n# comment\nc: d\n"
            })
    void blockWithoutALine_isAnEmptyText(String yaml) {
        YamlDocuments read = read(yaml);

        assertThat(read.findings()).isEmpty();
        Node root = read.documents().get(0);
        assertThat(text(root, "a", "b")).isEmpty();
        assertThat(text(root, "c")).isEqualTo("d");
    }

    @Test
    void blocksWithoutALine_inLists_areEmptyTexts_andPlacesStayRight() {
        YamlDocuments read = read("a:\n- b: |\n- |\n- b: |\n  c: |\n    x\nd: e\n");

        assertThat(read.findings()).isEmpty();
        Node root = read.documents().get(0);
        assertThat(YamlWriter.write(root)).isEqualTo("a:\n- b: \"\"\n- \"\"\n- b: \"\"\n  c: |\n    x\nd: e\n");
        Node last = FieldPath.of("d").find(root);
        assertThat(last).isNotNull();
        assertThat(last.origin().location()).hasToString("a.yaml:7:4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\n  b: |+\n\n   \nc: d\n", "c: d\na:\n  b: |+\n\n\n"})
    void emptyLines_thatAreKept_areTheText(String yaml) {
        Node root = read(yaml).documents().get(0);

        assertThat(text(root, "a", "b")).isEqualTo("\n\n");
    }

    @Test
    void textBehindALineWithMoreSpaces_isRefused() {
        assertThat(read("a:\n  b: |\n      \n    text\n").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("more spaces than the text"));
    }

    private static String text(Node root, String... keys) {
        return FieldPath.of(keys).find(root) instanceof ScalarNode scalar ? scalar.text() : "none";
    }

    private static YamlDocuments read(String text) {
        return new YamlReader(YamlLimits.DEFAULT).read("a.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
