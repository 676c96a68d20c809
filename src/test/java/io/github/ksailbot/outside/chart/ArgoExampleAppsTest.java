package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.PublicRepositories;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of Argo CD's own: a chart that makes Applications of every kind. The numbers were counted in its files. */
class ArgoExampleAppsTest {
    @Test
    void graph_hasTheNumbersThatTheFilesSay() throws Exception {
        Optional<Path> directory = PublicRepositories.all().stream()
                .filter(path -> path.endsWith("argoproj-argocd-example-apps"))
                .findFirst();
        assumeTrue(directory.isPresent(), "no public repositories");
        SourceTree tree = DirectorySourceTree.of(directory.orElseThrow());
        Environment environment =
                new EnvironmentDiscovery().discover(tree).environments().get(0);
        Closure closure;
        try (Charts charts = new Charts()) {
            RenderSettings settings = RenderSettings.DEFAULT.withCharts(charts.tools());
            closure = RepositoryRenderer.of(TracedMemo.ofDefaultSize(), settings)
                    .render(tree, List.of(environment))
                    .get(0);
        }

        assertThat(closure.nodes()).hasSize(14);
        assertThat(names(closure, NodeState.RENDERED))
                .isEqualTo("guestbook:2 helm-hooks:5 kustomize-guestbook:2 pre-post-sync:4 sock-shop:29 sync-waves:7");
        // a chart of another repository, and a plugin
        assertThat(names(closure, NodeState.NOT_RENDERED)).isEqualTo("helm-dependency:0 plugin-kustomized-helm:0");
        // the copy at hand has no helper templates, and not all directories
        assertThat(names(closure, NodeState.FAILED))
                .isEqualTo("blue-green:0 helm-guestbook:0 jsonnet-guestbook-tla:0 jsonnet-guestbook:0 plugin-kasane:0"
                        + " plugin-nix:0");
    }

    private static String names(Closure closure, NodeState state) {
        return String.join(
                " ",
                closure.nodes().stream()
                        .filter(node -> node.state() == state)
                        .map(node -> node.key().name().replace("example.", "")
                                + ":"
                                + node.manifests().size())
                        .sorted()
                        .toList());
    }
}
