package io.github.ksailbot.engine.kustomize.fieldspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FieldEditorTest {
    private static final Origin ASKER = Origin.of("kustomization.yaml", 1, 1);
    private static final Scalars SCALARS = new Scalars(ASKER, Writer.NAME);

    private static MappingNode node(String yaml) {
        return (MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }

    private static String set(String yaml, FieldSpec spec) throws BuildException {
        return YamlWriter.write(FieldEditor.edit(
                node(yaml), spec, Creates.SCALAR, ASKER, Work.unlimited(), field -> SCALARS.string(field, "new")));
    }

    @Test
    void path_goesThroughEveryItem() throws BuildException {
        assertThat(set("kind: A\nitems: [{x: 1}, {y: 2}, {x: 3}]\n", FieldSpec.of("items/x", false)))
                .isEqualTo("items:\n- x: new\n- \"y\": 2\n- x: new\nkind: A\n");
    }

    @Test
    void missingField_isMadeOnlyIfTheSpecSays() throws BuildException {
        assertThat(set("kind: A\n", FieldSpec.of("a/b", false))).isEqualTo("kind: A\n");
        assertThat(set("kind: A\n", FieldSpec.of("a/b", true))).isEqualTo("a:\n  b: new\nkind: A\n");
    }

    @Test
    void escapedSlash_belongsToTheName() throws BuildException {
        assertThat(FieldSpec.of("metadata/annotations/a.b\\/c", true).segments())
                .containsExactly("metadata", "annotations", "a.b/c");
    }

    @Test
    void otherKinds_stayAsTheyAre() throws BuildException {
        FieldSpec spec = new FieldSpec(new Gvk("", "", "B"), "a", true);
        MappingNode root = node("kind: A\n");

        assertThat(FieldEditor.edit(
                        root, spec, Creates.SCALAR, ASKER, Work.unlimited(), field -> SCALARS.string(field, "new")))
                .isSameAs(root);
    }

    @Test
    void pathThroughAValue_isRefusedWhereItStands() {
        assertThatThrownBy(() -> set("kind: A\na: 5\n", FieldSpec.of("a/b", true)))
                .isInstanceOfSatisfying(
                        BuildException.class,
                        e -> assertThat(e.finding().origin()).isEqualTo(Origin.of("a.yaml", 2, 4)));
    }

    @Test
    void nullList_becomesEmptyWhereAListIsDemanded() throws BuildException {
        assertThat(set("kind: A\nitems: null\n", FieldSpec.of("items[]/x", true)))
                .isEqualTo("items: []\nkind: A\n");
    }
}
