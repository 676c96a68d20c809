package io.github.ksailbot.engine.kustomize.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.fuzz.Archive;
import io.github.ksailbot.fuzz.Corpus;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class JsonPatchFuzzTest {
    private static final YamlLimits LIMITS = new YamlLimits(1 << 14, 60, 2_000, 20, 2);

    /** An archive of {@code resource} and {@code patch}. */
    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, byte[]> files = Archive.files(input);
        var resources = new YamlReader(LIMITS).read("resource", files.getOrDefault("resource", new byte[0]));
        var patches =
                new YamlReader(LIMITS, YamlDialect.KUBERNETES).read("patch", files.getOrDefault("patch", new byte[0]));
        if (!resources.documents().isEmpty()
                && !patches.documents().isEmpty()
                && resources.documents().get(0) instanceof MappingNode resource
                && patches.documents().get(0) instanceof SequenceNode operations) {
            apply(resource, operations);
        }
    }

    private static void apply(MappingNode resource, SequenceNode operations) {
        String before = YamlWriter.write(resource);
        try {
            JsonPatch patch = JsonPatch.of(operations, Work.unlimited());
            String after = YamlWriter.write(patch.apply(resource, Work.unlimited()));
            assertThat(YamlWriter.write(patch.apply(resource, Work.unlimited())))
                    .isEqualTo(after);
        } catch (BuildException e) {
            assertThat(e.finding().message()).isNotBlank();
            assertThat(e.finding().origin()).isNotNull();
            assertThat(e.finding().origin().file()).isEqualTo("patch");
        }
        assertThat(YamlWriter.write(resource)).isEqualTo(before);
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
