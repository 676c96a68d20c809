package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedYamlTest {
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT);

    @Test
    void literalBlock_placesAreThoseOfTheFile() {
        YamlDocuments patch =
                embedded("""
                    patches:
                    - target: {kind: Deployment}
                      patch: |-

                        - op: replace
                          path: /spec/replicas
                          value: 3
                    """, new FieldPath(List.of()).key("patches").index(0).key("patch"));

        Node root = patch.documents().get(0);
        assertThat(value(root, FieldPath.ROOT.index(0).key("path"))).isEqualTo(Origin.of(Yaml.FILE, 6, 13));
        assertThat(value(root, FieldPath.ROOT.index(0).key("value"))).isEqualTo(Origin.of(Yaml.FILE, 7, 14));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: |\n  b: 1\n",
                "a: |  # comment\n  b: 1\n",
                "a: |+\n        b: 1\n\n\n",
                "a: |1\n  b: 1\n",
                "a: &x |\n  b: 1\n",
                "a: !!str |\n  b: 1\n",
                "a: |\r\n\r\n  b: 1\r\n",
                "a: |\n\n\n  # comment\n  b: 1\n",
            })
    void literalBlock_anyHeader_valueIsAtItsPlace(String text) {
        Origin origin = value(embedded(text, FieldPath.of("a")).documents().get(0), FieldPath.of("b"));

        String[] lines = text.split("\r?\n", -1);
        assertThat(lines[origin.line() - 1].substring(origin.column() - 1)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 'b: 1'\n",
                "a: \"b: 1\"\n",
                "a: >\n  b: 1\n",
                "a:\n  \"b:\\\n  \\ 1\"\n",
                "a: &x\n  |\n  b: 1\n",
            })
    void otherStyles_everythingIsAtTheScalar(String text) {
        ScalarNode outer = scalar(text, FieldPath.of("a"));

        Node root = READER.readEmbedded(outer).documents().get(0);

        assertThat(value(root, FieldPath.of("b"))).isEqualTo(outer.origin());
    }

    @Test
    void blockInBlock_isAtItsPlace() {
        ScalarNode inner = (ScalarNode) Objects.requireNonNull(FieldPath.of("b")
                .find(embedded("a: |\n    b: |\n      c: 1\n", FieldPath.of("a"))
                        .documents()
                        .get(0)));

        assertThat(value(READER.readEmbedded(inner).documents().get(0), FieldPath.of("c")))
                .isEqualTo(Origin.of(Yaml.FILE, 3, 10));
    }

    @Test
    void syntaxError_isAtItsPlace() {
        YamlDocuments patch = embedded("a: |\n  b: 1\n  c: [\n", FieldPath.of("a"));

        assertThat(patch.findings()).hasSize(1);
        assertThat(Objects.requireNonNull(patch.findings().get(0).origin()).line())
                .isBetween(3, 4);
    }

    @Test
    void scalarMovedElsewhere_hasNoLinesOfItsOwn() {
        ScalarNode outer = scalar("a: |\n  b: 1\n", FieldPath.of("a"));
        Origin elsewhere = Origin.of("other.yaml", 9, 2);

        Node root = READER.readEmbedded(outer.withOrigin(elsewhere)).documents().get(0);

        assertThat(value(root, FieldPath.of("b"))).isEqualTo(elsewhere);
    }

    private static YamlDocuments embedded(String text, FieldPath path) {
        return READER.readEmbedded(scalar(text, path));
    }

    private static ScalarNode scalar(String text, FieldPath path) {
        return (ScalarNode) Objects.requireNonNull(path.find(Yaml.one(text)));
    }

    private static Origin value(Node root, FieldPath path) {
        return Objects.requireNonNull(path.find(root)).origin();
    }
}
