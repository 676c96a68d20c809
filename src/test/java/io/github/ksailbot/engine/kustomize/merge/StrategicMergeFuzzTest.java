package io.github.ksailbot.engine.kustomize.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.fuzz.Archive;
import io.github.ksailbot.fuzz.Corpus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class StrategicMergeFuzzTest {
    private static final YamlReader READER = new YamlReader(new YamlLimits(1 << 14, 60, 2_000, 20, 2));

    /** An archive of {@code resource} and {@code patch}. */
    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, byte[]> files = Archive.files(input);
        if (read(files, "resource") instanceof MappingNode resource
                && read(files, "patch") instanceof MappingNode patch) {
            apply(resource, StrategicMerge.of(patch, MergeKeys.kubernetes(), Work.unlimited()));
        }
    }

    private static @Nullable Node read(Map<String, byte[]> files, String name) {
        YamlDocuments read = READER.read(name, files.getOrDefault(name, new byte[0]));
        return read.documents().isEmpty() ? null : read.documents().get(0);
    }

    private static void apply(MappingNode resource, StrategicMerge patch) {
        String before = YamlWriter.write(resource);
        StrategicMerge.Result result = patch.apply(resource, Work.unlimited());
        result.findings().forEach(finding -> {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.origin()).isNotNull();
        });
        MappingNode merged = result.root();
        if (merged != null) {
            checkOrigins(merged);
            StrategicMerge.Result again = patch.apply(resource, Work.unlimited());
            assertThat(again.root()).isNotNull();
            assertThat(YamlWriter.write(again.root())).isEqualTo(YamlWriter.write(merged));
        }
        assertThat(YamlWriter.write(resource)).isEqualTo(before);
    }

    private static void checkOrigins(Node node) {
        assertThat(node.origin().file()).isIn("resource", "patch");
        if (node instanceof MappingNode mapping) {
            mapping.entries().forEach(entry -> {
                checkOrigins(entry.key());
                checkOrigins(entry.value());
            });
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(StrategicMergeFuzzTest::checkOrigins);
        }
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
