package io.github.ksailbot.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.PublicRepositories;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Public repositories, none of which has a ksail file. */
final class ConformanceRepositoriesTest {
    /** Those that are no Flux repositories, or only a part that another repository's clusters apply, have one environment. */
    private static final Map<String, List<String>> CLUSTERS = Map.of(
            "argoproj-argocd-example-apps", List.of("apps"),
            "controlplaneio-d1-fleet", List.of("clusters/prod-eu", "clusters/prod-us", "clusters/staging"),
            "fluxcd-flux2-kustomize-helm-example", List.of("clusters/production", "clusters/staging"),
            "fluxcd-flux2-multi-tenancy", List.of("clusters/production", "clusters/staging"),
            "onedr0p-home-ops", List.of("kubernetes/flux/cluster"),
            "xUnholy-k8s-gitops", List.of("kubernetes/clusters/cluster-0"));

    @Test
    void everyRepository_hasTheEnvironmentsOfItsLayout() throws Exception {
        for (Path repository : PublicRepositories.all()) {
            SourceTree tree = DirectorySourceTree.of(repository);

            Environments found = new EnvironmentDiscovery().discover(tree);

            assertThat(found.findings()).as(repository.toString()).isEmpty();
            List<String> clusters = CLUSTERS.get(repository.getFileName().toString());
            if (clusters != null) {
                assertThat(found.environments())
                        .extracting(environment -> environment.entries().get(0).value())
                        .containsExactlyElementsOf(clusters);
                continue;
            }
            assertThat(found.environments())
                    .extracting(Environment::name)
                    .as(repository.toString())
                    .containsExactly(EnvironmentName.DEFAULT);
            for (SourcePath entry : found.environments().get(0).entries()) {
                assertThat(tree.names(entry))
                        .as("%s: %s", repository, entry)
                        .containsAnyOf("kustomization.yaml", "kustomization.yml", "Kustomization");
            }
        }
    }
}
