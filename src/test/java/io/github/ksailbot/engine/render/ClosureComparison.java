package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;

/** What a renderer and a discovery remember of earlier commits must not be seen in what they say of the next one. */
final class ClosureComparison {
    private final RenderSettings settings;
    private final EnvironmentRenderer remembering;
    private final EnvironmentDiscovery discovery = new EnvironmentDiscovery();

    ClosureComparison(RenderSettings settings) {
        this.settings = settings;
        this.remembering = new EnvironmentRenderer(new Kustomizer(), settings);
    }

    /** Renders a commit with and without a memory; gives the closures. */
    List<Closure> assertSame(SourceTree tree, String what) {
        Environments environments = discovery.discover(tree);
        assertThat(environments).as(what).isEqualTo(new EnvironmentDiscovery().discover(tree));
        return environments.environments().stream()
                .map(environment -> assertSame(tree, environment, what))
                .toList();
    }

    private Closure assertSame(SourceTree tree, Environment environment, String what) {
        Closure kept = remembering.render(tree, environment);
        Closure fresh = new EnvironmentRenderer(new Kustomizer(), settings).render(tree, environment);
        assertThat(kept.manifests()).as(what).isEqualTo(fresh.manifests());
        assertThat(kept.parts()).as(what).isEqualTo(fresh.parts());
        assertThat(kept.findings()).as(what).isEqualTo(fresh.findings());
        assertThat(kept.cost()).as(what).isEqualTo(fresh.cost());
        assertThat(kept.read()).as(what).isEqualTo(fresh.read());
        assertThat(told(kept)).as(what).isEqualTo(told(fresh));
        return kept;
    }

    private static List<List<Object>> told(Closure closure) {
        return closure.nodes().stream().map(ClosureComparison::told).toList();
    }

    private static List<Object> told(GraphNode node) {
        return List.of(
                node.key(),
                String.valueOf(node.parent()),
                node.state(),
                node.reason(),
                node.object(),
                node.manifests(),
                node.findings(),
                node.read());
    }
}
