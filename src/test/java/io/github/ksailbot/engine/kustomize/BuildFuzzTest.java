package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.fuzz.Archive;
import io.github.ksailbot.fuzz.Corpus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class BuildFuzzTest {
    private static final BuildLimits SMALL = new BuildLimits(8, 40, 200, 1 << 20, 50_000, 1_000_000, 1 << 20, 100);

    /** An archive of a source tree; the kustomization in its directory {@code o}, or in its root, is built. */
    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, byte[]> files = Archive.files(input);
        MemorySourceTree.Builder builder = MemorySourceTree.builder();
        files.forEach((path, content) -> {
            try {
                builder.file(path, content);
            } catch (IllegalArgumentException e) {
                // no path, or inside of what is a file already
                assertThat(path).isNotEmpty();
            }
        });
        SourceTree tree = builder.build();
        boolean overlay = files.keySet().stream().anyMatch(path -> path.startsWith("o/"));
        SourcePath directory = overlay ? new SourcePath("o") : SourcePath.ROOT;
        Build build = new Kustomizer(SMALL, TracedMemo.ofBytes(0)).build(tree, directory, BuildOptions.COMMAND_LINE);
        assertThat(build.manifests()).hasSizeLessThanOrEqualTo(200);
        for (Finding finding : build.findings()) {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.origin() != null || isAboutAll(finding))
                    .as("%s", finding)
                    .isTrue();
        }
        build.manifests().forEach(manifest -> checkOrigins(manifest.root(), files));
        Build again =
                new Kustomizer(SMALL, TracedMemo.ofDefaultSize()).build(tree, directory, BuildOptions.COMMAND_LINE);
        assertThat(again.findings()).isEqualTo(build.findings());
        assertThat(text(again)).isEqualTo(text(build));
    }

    private static boolean isAboutAll(Finding finding) {
        return finding.rule().value().equals("kustomize/limit")
                || finding.rule().value().equals("kustomize/not-a-directory");
    }

    private static void checkOrigins(Node node, Map<String, byte[]> files) {
        assertThat(files).containsKey(node.origin().file());
        assertThat(node.origin().line()).isPositive();
        if (node instanceof MappingNode mapping) {
            mapping.entries().forEach(entry -> {
                checkOrigins(entry.key(), files);
                checkOrigins(entry.value(), files);
            });
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> checkOrigins(item, files));
        }
    }

    private static String text(Build build) {
        List<MappingNode> roots = build.manifests().stream().map(Manifest::root).toList();
        return YamlWriter.writeAll(roots);
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
