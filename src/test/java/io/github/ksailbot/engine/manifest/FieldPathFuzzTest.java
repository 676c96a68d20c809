package io.github.ksailbot.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class FieldPathFuzzTest {
    private static final MappingNode ROOT = Yaml.mapping("""
            metadata:
              annotations: {a.b/c: x, "": empty}
            spec:
              containers:
              - name: web
                "0": [zero, [one]]
            """);

    /** A path as text, and behind the first line break one as JSON pointer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String all = new String(input, StandardCharsets.UTF_8);
        int end = all.indexOf('\n');
        text(end < 0 ? all : all.substring(0, end));
        pointer(end < 0 ? all : all.substring(end + 1));
    }

    private static void text(String text) {
        try {
            FieldPath path = FieldPath.parse(text);
            assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
            assertThat(FieldPath.ofPointer(path.toPointer()).toPointer()).isEqualTo(path.toPointer());
            lookUp(path);
        } catch (FieldPathException e) {
            assertThat(e.getMessage()).contains("`");
        }
    }

    private static void pointer(String pointer) {
        try {
            FieldPath path = FieldPath.ofPointer(pointer);
            assertThat(FieldPath.ofPointer(path.toPointer())).isEqualTo(path);
            assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
            lookUp(path);
        } catch (FieldPathException e) {
            assertThat(pointer).doesNotStartWith("/").isNotEmpty();
        }
    }

    private static void lookUp(FieldPath path) {
        Node found = path.find(ROOT);
        Node nearest = path.nearest(ROOT);
        assertThat(found == null || found == nearest).isTrue();
        assertThat(path.keyOrigin(ROOT).line()).isPositive();
        if (found != null && !path.equals(FieldPath.ROOT)) {
            assertThat(path.parent().find(ROOT)).isNotNull();
        }
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
