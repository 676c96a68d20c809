package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.YamlWriter;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Public GitOps repositories, against what kustomize renders for each of their directories. */
class RepositoryConformanceTest {
    private static final Path CONFORMANCE = Path.of(System.getProperty("conformance", "absent"));

    /** Why a directory rightly fails, among reasons that have to do with the oracle's machine only. */
    private static final Set<String> OWN_FAULT = Set.of("missing-file", "other");

    private final Map<String, String> misses = new TreeMap<>();
    private final Map<ConformanceGrade, Integer> grades = new EnumMap<>(ConformanceGrade.class);
    private int right;
    private int all;

    @Test
    void repositories_renderAsTheCommandDoes() throws IOException, SourceException {
        Path repositories = CONFORMANCE.resolve("repos");
        assumeTrue(Files.isDirectory(repositories), "no repositories at " + repositories);
        for (Path repository : directories(repositories)) {
            judge(repository, CONFORMANCE.resolve("repos-oracle").resolve(repository.getFileName()));
        }
        assertThat(misses)
                .as(() -> grades + ", " + right + " of " + all + " right: " + misses)
                .isEmpty();
    }

    private static List<Path> directories(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    private void judge(Path repository, Path oracle) throws IOException, SourceException {
        JsonNode index =
                new ObjectMapper().readTree(oracle.resolve("index.json").toFile());
        SourceTree tree = DirectorySourceTree.of(repository);
        for (JsonNode directory : index.get("dirs")) {
            String name = repository.getFileName() + ":" + directory.get("dir").asText();
            Build build = build(tree, directory);
            if (build.failed()) {
                miss(name, build.findings().toString());
            } else {
                String rendered = YamlWriter.writeAll(
                        build.manifests().stream().map(Manifest::root).toList());
                compare(name, rendered, oracle.resolve(directory.get("out").asText()));
            }
        }
        for (JsonNode directory : index.path("notBuildable")) {
            if (OWN_FAULT.contains(directory.path("class").asText())
                    && !build(tree, directory).failed()) {
                miss(repository.getFileName() + ":" + directory.get("dir").asText(), "no error");
            }
        }
    }

    private static Build build(SourceTree tree, JsonNode directory) throws SourceException {
        boolean unrestricted = directory.path("flags").toString().contains("LoadRestrictionsNone");
        return new Kustomizer()
                .build(
                        tree,
                        SourcePath.parse(directory.get("dir").asText()),
                        new BuildOptions(
                                unrestricted ? LoadRule.SOURCE_ROOT : LoadRule.KUSTOMIZATION_ROOT, Order.LEGACY));
    }

    private void compare(String name, String rendered, Path expected) throws IOException {
        ConformanceGrade grade = ConformanceGrade.of(rendered, text(expected));
        grades.merge(grade, 1, Integer::sum);
        if (grade == ConformanceGrade.EXACT) {
            right++;
            all++;
        } else {
            miss(name, grade.toString());
        }
    }

    private void miss(String name, String why) {
        all++;
        misses.put(name, why);
    }

    private static String text(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file);
                InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
