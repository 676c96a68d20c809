package io.github.ksailbot.engine.kustomize.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldPathTest {
    private static final Origin ORIGIN = Origin.of("kustomization.yaml", 7, 5);

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a.b.c a;b;c",
                ".a.b a;b",
                "a..b a;;b",
                "a\\.b.c a.b;c",
                "spec.containers.[name=com.foo.app].image spec;containers;[name=com.foo.app];image",
                "metadata.annotations.[a.b/c] metadata;annotations;a.b/c",
                "a.[b] a;[b]",
                "a.[b.c a;b.c",
                "a.*.0 a;*;0",
            })
    void path_isSplitAtDots(String path, String expected) {
        assertThat(FieldPath.split(path)).isEqualTo(List.of(expected.split(";", -1)));
    }

    @Test
    void emptyPath_isOneEmptySegment() {
        assertThat(FieldPath.split("")).containsExactly("");
    }

    @Test
    void segments_areOfTheirKinds() throws BuildException {
        assertThat(FieldPath.parse(ScalarNode.string("a.0.*.-.[k=v].[=v].99999999999", ORIGIN), Work.unlimited())
                        .segments())
                .extracting(FieldPath.Segment::kind)
                .containsExactly(
                        FieldPath.Segment.Kind.FIELD,
                        FieldPath.Segment.Kind.INDEX,
                        FieldPath.Segment.Kind.EVERY,
                        FieldPath.Segment.Kind.LAST,
                        FieldPath.Segment.Kind.ITEM,
                        FieldPath.Segment.Kind.ITEM,
                        FieldPath.Segment.Kind.FIELD);
    }

    @Test
    void pathOfThousandsOfSegments_isRefused() {
        BuildException refused = Objects.requireNonNull(catchThrowableOfType(
                BuildException.class,
                () -> FieldPath.parse(ScalarNode.string("a.".repeat(10_000), ORIGIN), Work.unlimited())));
        assertThat(refused.finding().origin()).isEqualTo(ORIGIN);
        assertThat(refused.finding().rule().value()).isEqualTo("kustomize/replacement-field-path");
    }

    @Property(tries = 1_000)
    void anyText_isAPath(@ForAll String text) throws BuildException {
        assertThat(FieldPath.split(text)).isNotEmpty();
        if (FieldPath.split(text).size() <= FieldPath.MAX_SEGMENTS) {
            assertThat(FieldPath.parse(ScalarNode.string(text, ORIGIN), Work.unlimited())
                            .segments())
                    .isNotEmpty();
        }
    }
}
