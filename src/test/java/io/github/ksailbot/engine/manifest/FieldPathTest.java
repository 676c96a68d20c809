package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    private static final MappingNode ROOT = Yaml.mapping("""
            metadata:
              annotations:
                a.b/c: x
            spec:
              containers:
              - name: web
                image: nginx
              "0": zero
            """);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "spec.containers[0].image, /spec/containers/0/image, 7:12, 7:5",
                "metadata.annotations[\"a.b/c\"], /metadata/annotations/a.b~1c, 3:12, 3:5",
                "spec.containers[0], /spec/containers/0, 6:5, 6:5",
                "spec[0], /spec/0, 8:8, 8:3",
            })
    void path_textAndPointer_findTheSame(String text, String pointer, String value, String key) throws Exception {
        FieldPath path = FieldPath.parse(text);

        assertThat(FieldPath.ofPointer(pointer)).isEqualTo(path);
        assertThat(path).hasToString(text);
        assertThat(path.toPointer()).isEqualTo(pointer);
        assertThat(path.find(ROOT)).isSameAs(path.nearest(ROOT)).isNotNull();
        assertThat(path.nearest(ROOT).origin().location()).hasToString("apps/web.yaml:" + value);
        assertThat(path.keyOrigin(ROOT).location()).hasToString("apps/web.yaml:" + key);
    }

    @ParameterizedTest
    @CsvSource({
        "spec.containers[0].ports[2].name, 6:5, 6:5",
        "spec.containers[7], 6:3, 5:3",
        "spec.replicas.deep, 5:3, 4:1",
        "status, 1:1, 1:1",
        "metadata.annotations.x, 3:5, 2:3",
    })
    void path_notWritten_endsAtTheNearestAncestor(String text, String value, String key) throws Exception {
        FieldPath path = FieldPath.parse(text);

        assertThat(path.find(ROOT)).isNull();
        assertThat(path.nearest(ROOT).origin().location()).hasToString("apps/web.yaml:" + value);
        assertThat(path.keyOrigin(ROOT).location()).hasToString("apps/web.yaml:" + key);
    }

    @Test
    void root_isTheEmptyPath() throws Exception {
        assertThat(FieldPath.parse("")).isEqualTo(FieldPath.ROOT).isEqualTo(FieldPath.ofPointer(""));
        assertThat(FieldPath.ROOT.find(ROOT)).isSameAs(ROOT);
        assertThat(FieldPath.ROOT.parent()).isEqualTo(FieldPath.ROOT);
        assertThat(FieldPath.of("a", "b").parent()).isEqualTo(FieldPath.of("a"));
    }

    @Test
    void pointer_behindTheLastItem_findsNothing() throws Exception {
        assertThat(FieldPath.ofPointer("/spec/containers/-").find(ROOT)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a",
                "a.",
                "a..b",
                "a[",
                "a[x]",
                "a[-1]",
                "a[1",
                "a[\"b]",
                "a[\"b\"",
                "a[0]b",
                "a b",
                "a[\"\\x\"]",
                "a[\"\\u12\"]",
                "a[1234567890]",
                "a[\"\\"
            })
    void text_thatIsNoPath_isRefused(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text))
                .isInstanceOf(FieldPathException.class)
                .hasMessageContaining("`");
    }

    @Test
    void pointer_withoutSlash_isRefused() {
        assertThatThrownBy(() -> FieldPath.ofPointer("a/b")).isInstanceOf(FieldPathException.class);
    }

    @Property(tries = 300)
    void text_ofAnyKey_isReadBack(@ForAll String first, @ForAll String second) throws Exception {
        Assume.that(isWellFormed(first) && isWellFormed(second));
        FieldPath path = FieldPath.of(first).index(3).key(second);

        assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
