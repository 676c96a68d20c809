package io.github.ksailbot.engine.kustomize.fieldspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig.Section;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformerConfigTest {
    private static TransformerConfig prefixes(FieldSpec... specs) {
        return new TransformerConfig(Map.of(Section.NAME_PREFIX, new FieldSpecs(List.of(specs))), List.of());
    }

    @Test
    void defaults_stayThemselvesWhenMergedIntoNothing() throws FieldSpecConflict {
        TransformerConfig merged = TransformerConfig.EMPTY.plus(DefaultFieldSpecs.CONFIG, Work.unlimited());

        for (Section section : Section.values()) {
            assertThat(merged.specs(section)).as(section.field()).isEqualTo(DefaultFieldSpecs.CONFIG.specs(section));
        }
        assertThat(merged.nameReferences()).isEqualTo(DefaultFieldSpecs.CONFIG.nameReferences());
    }

    @Test
    void defaults_knowTheUsualFields() {
        assertThat(DefaultFieldSpecs.CONFIG.specs(Section.REPLICAS).specs()).hasSize(4);
        assertThat(DefaultFieldSpecs.CONFIG.nameReferences())
                .extracting(reference -> reference.target().kind())
                .contains("ConfigMap", "Secret", "Service");
    }

    @Test
    void sameField_isKeptOnce() throws FieldSpecConflict {
        FieldSpec spec = FieldSpec.of("metadata/name", false);

        assertThat(prefixes(spec)
                        .plus(prefixes(spec), Work.unlimited())
                        .specs(Section.NAME_PREFIX)
                        .specs())
                .containsExactly(spec);
    }

    @Test
    void specForAll_isCoveredByOneForAKindThatCameFirst() throws FieldSpecConflict {
        FieldSpec ofKind = new FieldSpec(new Gvk("", "", "Thing"), "metadata/name", false);
        FieldSpec ofAll = FieldSpec.of("metadata/name", false);

        assertThat(prefixes(ofKind)
                        .plus(prefixes(ofAll), Work.unlimited())
                        .specs(Section.NAME_PREFIX)
                        .specs())
                .containsExactly(ofKind);
    }

    @Test
    void disagreementOnCreate_isAConflict() {
        assertThatThrownBy(() ->
                        prefixes(FieldSpec.of("a", true)).plus(prefixes(FieldSpec.of("a", false)), Work.unlimited()))
                .isInstanceOf(FieldSpecConflict.class)
                .hasMessageContaining("`a`");
    }
}
