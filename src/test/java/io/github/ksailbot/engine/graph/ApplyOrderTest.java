package io.github.ksailbot.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApplyOrderTest {
    @Test
    void whatANodeWaitsFor_comesBeforeIt_andTheRestStays() {
        List<GraphNode> nodes = List.of(node("a", null, "c"), node("b", null), node("c", null, "d"), node("d", null));

        assertThat(names(nodes)).containsExactly("d", "c", "a", "b");
    }

    @Test
    void parentsComeBeforeTheirChildren() {
        assertThat(names(List.of(node("child", "parent"), node("parent", null, "other"), node("other", null))))
                .containsExactly("other", "parent", "child");
    }

    @Test
    void circles_andWhatIsNotThere_loseNothing() {
        List<GraphNode> nodes = List.of(node("a", null, "b"), node("b", null, "a", "nobody"), node("c", null, "c"));

        assertThat(names(nodes)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aChainOfThousands_ends() {
        List<GraphNode> nodes = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            nodes.add(node("n" + i, null, "n" + (i + 1)));
        }

        assertThat(names(nodes)).hasSize(5_000).startsWith("n4999").endsWith("n0");
    }

    private static List<String> names(List<GraphNode> nodes) {
        return ApplyOrder.of(nodes).stream().map(node -> node.key().name()).toList();
    }

    private static GraphNode node(String name, @Nullable String parent, String... dependencies) {
        StringBuilder text = new StringBuilder("kind: K\nmetadata: {name: " + name + "}\nspec:\n  dependsOn:\n");
        for (String dependency : dependencies) {
            text.append("    - name: ").append(dependency).append('\n');
        }
        Manifest object = new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("a.yaml", text.toString().getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
        return new GraphNode(
                parent == null ? null : new ObjectKey("K", "", parent),
                ObjectKey.of(object),
                object,
                NodeResult.rendered(List.of(), List.of(), SourceTrace.NOTHING));
    }
}
