package io.github.ksailbot.engine.kustomize.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.Values;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class FieldPathFuzzTest {
    private static final Origin WRITTEN = Origin.of("kustomization.yaml", 3, 5);
    private static final Node NEW = ScalarNode.string("new", WRITTEN);

    private static final MappingNode ROOT = (MappingNode) new YamlReader(YamlLimits.DEFAULT)
            .read("made.yaml", """
                metadata:
                  name: web
                  annotations: {a.b/c: x}
                spec:
                  empty: null
                  args: [one, "two", 3]
                  containers:
                  - name: web
                    env: [{name: A, value: a}, {name: B}]
                  - name: proxy
                """.getBytes(StandardCharsets.UTF_8))
            .documents()
            .get(0);
    private static final String BEFORE = YamlWriter.write(ROOT);

    /** A path. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<String> segments = FieldPath.split(text);
        assertThat(segments).isNotEmpty();
        if (text.chars().noneMatch(c -> c == '[' || c == '\\') && !text.startsWith(".")) {
            assertThat(segments).isEqualTo(List.of(text.split("\\.", -1)));
        }
        try {
            FieldPath path = FieldPath.parse(ScalarNode.string(text, WRITTEN), Work.unlimited());
            assertThat(path.segments()).hasSameSizeAs(segments);
            lookUp(path);
            write(path, false);
            write(path, true);
        } catch (BuildException e) {
            check(e);
        }
    }

    private static void lookUp(FieldPath path) {
        try {
            Node found = FieldLookup.find(ROOT, path, Work.unlimited());
            assertThat(found == null || found.origin().file().equals("made.yaml"))
                    .isTrue();
        } catch (BuildException e) {
            check(e);
        }
    }

    private static void write(FieldPath path, boolean create) {
        try {
            MappingNode written = FieldEdit.apply(ROOT, path, create, Work.unlimited(), old -> NEW);
            assertThat(YamlWriter.write(written)).contains("new");
            MappingNode again = FieldEdit.apply(ROOT, path, create, Work.unlimited(), old -> NEW);
            assertThat(Values.same(again, written)).isTrue();
        } catch (BuildException e) {
            check(e);
        }
        assertThat(YamlWriter.write(ROOT)).isEqualTo(BEFORE);
    }

    private static void check(BuildException e) {
        assertThat(e.finding().message()).isNotBlank();
        assertThat(e.finding().origin()).isEqualTo(WRITTEN);
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
