package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.PublicRepositories;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The graphs of public repositories. The numbers were counted in their files: Kustomizations of Flux that are rendered, that
 * bring another repository, and that Flux would refuse or that need the network; HelmReleases that are applied.
 */
class PublicGraphsTest {
    @ParameterizedTest
    @CsvSource({
        "onedr0p-home-ops, cluster, 78, 0, 0, 68",
        "xUnholy-k8s-gitops, cluster-0, 29, 0, 2, 20",
        "fluxcd-flux2-kustomize-helm-example, staging, 3, 0, 0, 3",
        "fluxcd-flux2-kustomize-helm-example, production, 3, 0, 0, 3",
        "fluxcd-flux2-multi-tenancy, staging, 3, 2, 0, 0",
        "fluxcd-flux2-multi-tenancy, production, 3, 2, 0, 0",
        "controlplaneio-d1-fleet, prod-eu, 3, 6, 0, 1",
        "controlplaneio-d1-fleet, prod-us, 3, 6, 0, 1",
        "controlplaneio-d1-fleet, staging, 3, 8, 0, 1",
        "controlplaneio-d1-apps, default, 0, 0, 0, 6",
        "controlplaneio-d1-infra, default, 0, 0, 0, 6",
    })
    void graphs_haveTheNumbersThatTheirFilesSay(
            String repository, String name, int rendered, int elsewhere, int unfetched, int releases) throws Exception {
        Path directory = PublicRepositories.all().stream()
                .filter(path -> path.endsWith(repository))
                .findFirst()
                .orElseThrow();
        SourceTree tree = DirectorySourceTree.of(directory);
        Environment environment = new EnvironmentDiscovery()
                .discover(tree).environments().stream()
                        .filter(one -> one.name().value().equals(name))
                        .findFirst()
                        .orElseThrow();

        Closure closure = new EnvironmentRenderer(new Kustomizer()).render(tree, environment);

        assertThat(count(closure, NodeState.RENDERED)).isEqualTo(rendered);
        assertThat(count(closure, NodeState.ELSEWHERE)).isEqualTo(elsewhere);
        assertThat(count(closure, NodeState.NOT_RENDERED)).isEqualTo(unfetched);
        assertThat(count(closure, NodeState.FAILED)).isZero();
        assertThat(closure.manifests().stream()
                        .filter(manifest -> manifest.kind().equals("HelmRelease"))
                        .count())
                .isEqualTo(releases);
    }

    private static long count(Closure closure, NodeState state) {
        return closure.nodes().stream()
                .filter(node -> node.key().kind().equals("Kustomization") && node.state() == state)
                .count();
    }
}
