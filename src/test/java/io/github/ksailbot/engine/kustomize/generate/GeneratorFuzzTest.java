package io.github.ksailbot.engine.kustomize.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.fuzz.Archive;
import io.github.ksailbot.fuzz.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

final class GeneratorFuzzTest {
    private static final Origin ENTRY = Origin.of("kustomization.yaml", 2, 3);

    /** An archive of {@code env}, {@code file} and {@code literals}, of which each line is one. */
    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, byte[]> files = Archive.files(input);
        byte[] none = new byte[0];
        List<ScalarNode> literals = new String(files.getOrDefault("literals", none), StandardCharsets.UTF_8)
                .lines()
                .map(line -> ScalarNode.string(line, ENTRY))
                .toList();
        GeneratorArgs args = new GeneratorArgs(
                ScalarNode.string("made", ENTRY),
                null,
                null,
                null,
                literals,
                files.containsKey("file") ? List.of(ScalarNode.string("k=file", ENTRY)) : List.of(),
                files.containsKey("env") ? List.of(ScalarNode.string("env", ENTRY)) : List.of(),
                GeneratorOptions.NONE,
                ENTRY);
        FileLoader loader = path -> new FileLoader.LoadedFile(path.text(), files.getOrDefault(path.text(), none));
        for (Generator.Kind kind : Generator.Kind.values()) {
            check(kind, args, loader, files);
        }
    }

    private static void check(Generator.Kind kind, GeneratorArgs args, FileLoader loader, Map<String, byte[]> files) {
        try {
            Resource made = new Generator(kind, args, GeneratorOptions.NONE, loader).generate(Work.unlimited());
            Resource again = new Generator(kind, args, GeneratorOptions.NONE, loader).generate(Work.unlimited());
            assertThat(YamlWriter.write(again.root())).isEqualTo(YamlWriter.write(made.root()));
            assertThat(ContentHash.of(again, Work.unlimited()))
                    .isEqualTo(ContentHash.of(made, Work.unlimited()))
                    .hasSize(10);
            if (files.containsKey("file")) {
                assertThat(value(made.root(), "k")).isEqualTo(files.get("file"));
            }
        } catch (BuildException e) {
            assertThat(e.finding().message()).isNotBlank();
            assertThat(e.finding().origin()).isEqualTo(ENTRY);
        }
    }

    private static byte[] value(MappingNode root, String key) {
        MappingNode data = root.mapping("data");
        boolean isSecret = root.text("kind").equals("Secret");
        if (data != null && data.has(key) && !isSecret) {
            return data.text(key).getBytes(StandardCharsets.UTF_8);
        }
        MappingNode binary = isSecret ? data : root.mapping("binaryData");
        return Base64.getMimeDecoder().decode(Objects.requireNonNull(binary).text(key));
    }

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void corpus_holds(byte[] input) {
        fuzzerTestOneInput(input);
    }
}
