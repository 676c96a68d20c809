package io.github.ksailbot.engine.kustomize.typed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedMappingTest {
    private final List<Finding> findings = new ArrayList<>();

    private static MappingNode node(String yaml) {
        return (MappingNode) new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES)
                .read("kustomization.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }

    private TypedMapping mapping(String yaml) {
        return new TypedMapping(node(yaml), "", findings::add);
    }

    @Test
    void values_areReadByType() {
        TypedMapping mapping = mapping("a: x\nb: true\nc: 7\nd: [p, q]\ne: {k: v}\nf: null\n");

        assertThat(mapping.text("a")).isEqualTo("x");
        assertThat(mapping.flag("b")).isTrue();
        assertThat(mapping.integer("c")).isEqualTo(7);
        assertThat(mapping.strings("d")).extracting(ScalarNode::text).containsExactly("p", "q");
        assertThat(mapping.stringMap("e")).containsKey("k");
        assertThat(mapping.has("f")).isFalse();
        mapping.finish();
        assertThat(findings).isEmpty();
    }

    @Test
    void integers_areReadAsYamlHasThem() {
        TypedMapping mapping =
                mapping("hex: 0x10\noctal: 010\nlong: 1_000\nbinary: 0b11\nhuge: 18446744073709551615\n");

        assertThat(mapping.integer("hex")).isEqualTo(16);
        assertThat(mapping.integer("octal")).isEqualTo(8);
        assertThat(mapping.integer("long")).isEqualTo(1000);
        assertThat(mapping.integer("binary")).isEqualTo(3);
        assertThat(findings).isEmpty();
        assertThat(mapping.integer("huge")).isZero();
        assertThat(findings).hasSize(1);
    }

    @Test
    void keys_matchInAnyCase() {
        assertThat(mapping("NamePrefix: x\n").text("namePrefix")).isEqualTo("x");
    }

    @Test
    void wrongTypes_areReported() {
        TypedMapping mapping = mapping("a: 1\nb: x\nc: 1.5\nd: x\ne: [x]\n");
        mapping.text("a");
        mapping.flag("b");
        mapping.integer("c");
        mapping.strings("d");
        mapping.stringMap("e");

        assertThat(findings)
                .extracting(finding -> finding.rule().value())
                .containsOnly("kustomize/wrong-type")
                .hasSize(5);
    }

    @Test
    void numbers_areStringsForLenientFiles() {
        TypedMapping mapping = TypedMapping.lenient(node("a: 51\nb: yes\n"), "", findings::add);

        assertThat(mapping.text("a")).isEqualTo("51");
        assertThat(mapping.text("b")).isEqualTo("true");
        assertThat(findings).isEmpty();
    }

    @Test
    void unknownKeys_areReportedWithTheirPath() {
        TypedMapping mapping = mapping("images:\n- nmae: x\n");
        TypedMapping image = mapping.mappings("images").get(0);
        image.text("name");
        image.finish();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.field()).isEqualTo("images[0].nmae");
            assertThat(finding.fix()).isEqualTo("Did you mean `name`?");
        });
    }
}
