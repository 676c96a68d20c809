package io.github.ksailbot.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Public repositories, none of which has a ksail file. */
final class ConformanceRepositoriesTest {
    @Test
    void everyRepository_hasOneEnvironmentFromItsLayout() throws Exception {
        for (Path repository : repositories()) {
            SourceTree tree = DirectorySourceTree.of(repository);

            Environments found = new EnvironmentDiscovery().discover(tree);

            assertThat(found.findings()).as(repository.toString()).isEmpty();
            assertThat(found.environments()).as(repository.toString()).hasSize(1);
            for (SourcePath entry : found.environments().get(0).entries()) {
                assertThat(tree.names(entry))
                        .as("%s: %s", repository, entry)
                        .containsAnyOf("kustomization.yaml", "kustomization.yml", "Kustomization");
            }
        }
    }

    private static List<Path> repositories() throws Exception {
        String conformance = System.getProperty("conformance", "");
        Path given = Path.of(conformance);
        assumeTrue(
                !conformance.isEmpty() && Files.isDirectory(given.resolve("repos")),
                "no conformance cases: system property `conformance` names no directory with `repos`");
        Path unpacked = Path.of("target", "conformance-environments");
        if (!Files.isDirectory(unpacked.resolve("repos"))) {
            Process unpack = new ProcessBuilder("sh", given.resolve("unpack.sh").toString(), unpacked.toString())
                    .inheritIO()
                    .start();
            assertThat(unpack.waitFor()).isZero();
        }
        try (Stream<Path> repositories = Files.list(unpacked.resolve("repos"))) {
            return repositories.filter(Files::isDirectory).sorted().toList();
        }
    }
}
