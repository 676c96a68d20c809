package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What holds for every build of a source tree without mistakes. */
final class MadeTreeFuzzTest {

    /** Choices that make the tree. */
    public static void fuzzerTestOneInput(byte[] input) {
        MemorySourceTree tree = MadeTree.of(input);
        Build build = build(tree);
        assertThat(build.failed())
                .as(() -> build.findings() + "\n" + MadeTree.files(input))
                .isFalse();
        String text = text(build);
        assertThat(text(build(tree))).as("the same tree again").isEqualTo(text);
        assertThat(text(build(MadeTree.of(input)))).as("a tree like it").isEqualTo(text);
        assertThat(text(build(MadeTree.reversed(input))))
                .as("lists the other way round")
                .isEqualTo(text);
        assertThat(YamlWriter.writeAll(new YamlReader(YamlLimits.DEFAULT)
                        .read("rendered.yaml", text.getBytes(StandardCharsets.UTF_8))
                        .documents()))
                .as("read and written again")
                .isEqualTo(text);
        OriginRule rule = new OriginRule(tree);
        build.manifests().forEach(manifest -> rule.check(manifest.kind(), manifest.root()));
        assertThat(rule.violations())
                .as(() -> "origins\n" + MadeTree.files(input))
                .isEmpty();
    }

    private static Build build(SourceTree tree) {
        return new Kustomizer().build(tree, new SourcePath("o"), BuildOptions.COMMAND_LINE);
    }

    private static String text(Build build) {
        return YamlWriter.writeAll(
                build.manifests().stream().map(Manifest::root).toList());
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    @Property(tries = 150)
    void anyChoices_hold(@ForAll @Size(min = 20, max = 60) byte[] choices) {
        fuzzerTestOneInput(choices);
    }
}
