package io.github.ksailbot.engine.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.GoYamlTest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.Values;
import io.github.ksailbot.engine.manifest.Yaml;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The looks that people meet; all others are in {@link GoYamlTest}. */
class YamlWriterTest {
    @Test
    void document_isSortedAndQuotedAsKustomizeDoes() {
        Node node = Yaml.one("""
            # a comment
            spec:
                list:
                    - {b: 0x10, a: 'yes'}
                    - [1, [2.50]]
                    - []
                text: "two\\nlines\\n"
                tab: "two\\tcolumns"
                empty: ''
                map: {}
                number10: 1e3
                number9: "1e3"
                none: ~
                words: a text that goes on and on until it does not fit on the line, which has room for eighty
            kind: 'X'
            """);

        assertThat(YamlWriter.write(node)).isEqualTo("""
            kind: X
            spec:
              empty: ""
              list:
              - a: "yes"
                b: 16
              - - 1
                - - 2.5
              - []
              map: {}
              none: null
              number9: "1e3"
              number10: 1000
              tab: "two\\tcolumns"
              text: |
                two
                lines
              words: a text that goes on and on until it does not fit on the line, which has room
                for eighty
            """);
    }

    @Test
    void documents_areSeparated() {
        assertThat(YamlWriter.writeAll(Yaml.read("a: 1\n---\nb: 2\n").documents()))
                .isEqualTo("a: 1\n---\nb: 2\n");
        assertThat(YamlWriter.writeAll(List.of())).isEmpty();
    }

    @Test
    void json_escapesAsGoDoes() {
        assertThat(CanonicalJson.of(Yaml.one("b: \"<&>\\b\\f\\x01\\u2029é\"\nB: [1.0, 1e21, ~, .5]\na: x\n")))
                .isEqualTo(
                        "{\"B\":[1,1e+21,null,0.5],\"a\":\"x\",\"b\":\"\\u003c\\u0026\\u003e\\b\\f\\u0001\\u2029é\"}");
    }

    @Test
    void values_areTheSameByTheirMeaning() {
        assertThat(Values.same(Yaml.one("{a: 0x10, b: [1.0, True]}"), Yaml.one("{b: [1, true], a: 16}")))
                .isTrue();
        assertThat(Values.same(Yaml.one("{a: '16'}"), Yaml.one("{a: 16}"))).isFalse();
        assertThat(Values.same(Yaml.one("{a: null}"), Yaml.one("{b: null}"))).isFalse();
    }

    @Test
    void scalars_haveTypedValues() {
        MappingNode root = Yaml.mapping("i: 0b11\nu: 18446744073709551615\nf: 1_0.5\nt: TRUE\ns: '1'\nn: ~\n");

        assertThat(scalar(root, "i").integerValue()).hasToString("3");
        assertThat(scalar(root, "u").integerValue()).hasToString("18446744073709551615");
        assertThat(scalar(root, "f").integerValue()).isNull();
        assertThat(scalar(root, "f").numberValue()).isEqualTo(10.5);
        assertThat(scalar(root, "i").numberValue()).isEqualTo(3.0);
        assertThat(scalar(root, "t").booleanValue()).isTrue();
        assertThat(scalar(root, "s").numberValue()).isNull();
        assertThat(scalar(root, "n").booleanValue()).isNull();
    }

    private static ScalarNode scalar(MappingNode root, String key) {
        return (ScalarNode) Objects.requireNonNull(root.get(key));
    }
}
