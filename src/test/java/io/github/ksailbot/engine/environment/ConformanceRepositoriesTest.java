package io.github.ksailbot.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.PublicRepositories;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Public repositories, none of which has a ksail file. */
final class ConformanceRepositoriesTest {
    @Test
    void everyRepository_hasOneEnvironmentFromItsLayout() throws Exception {
        for (Path repository : PublicRepositories.all()) {
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
}
