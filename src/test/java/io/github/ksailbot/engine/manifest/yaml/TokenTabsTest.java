package io.github.ksailbot.engine.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
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

    @Test
    void read_tabsBehindTheSignThatOpensABlock_arePassedOver() {
        YamlDocuments read = read("a: |\t\n  b\nc: >-\t # comment\n  d\ne: |- \t\t\n  f\n");

        assertThat(read.findings()).isEmpty();
        assertThat(YamlWriter.write(read.documents().get(0))).isEqualTo("a: |\n  b\nc: d\ne: f\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"# one\n\t# two\na: b\n", "a: b\n  # one\n \t\t # two\nc: d\n"})
    void read_tabsBeforeACommentThatIsBelowAnother_arePassedOver(String yaml) {
        assertThat(read(yaml).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t# one\na: b\n", "a: b\n\t# one\nc: d\n", "a:\n- b\n\t# one\n", "# one\n\ta: b\n"})
    void read_tabsBeforeTheFirstComment_areRefused(String yaml) {
        assertThat(read(yaml).findings()).hasSize(1);
    }

    @Test
    void read_jsonThatIsIndentedByTabs_isRead_andItsPlacesAreRight() {
        YamlDocuments read = read("{\n\t\"a\": {\n\t\t\"b\":\t\"x\\ty\",\n \t\"c\": [\n\t1\n\t]\n\t}\n}\n");

        assertThat(read.findings()).isEmpty();
        MappingNode root = (MappingNode) read.documents().get(0);
        assertThat(YamlWriter.write(root)).isEqualTo("a:\n  b: \"x\\ty\"\n  c:\n  - 1\n");
        Node inner = FieldPath.of("a", "b").find(root);
        assertThat(inner).isNotNull();
        assertThat(inner.origin().location()).hasToString("a.yaml:3:8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\n\tb: 1\n", "a:\n  -\tb: 1\n", "{}\n---\na:\n\tb: 1\n"})
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
