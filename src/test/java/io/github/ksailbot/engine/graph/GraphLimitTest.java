package io.github.ksailbot.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few bytes can bring many objects, by a chart or by a loop of a generator: the whole has an end. */
class GraphLimitTest {
    private static final Origin ORIGIN = Origin.of("a.yaml", 1, 1);

    /** Brings an object of as many values as its {@code size} says, by as much work as its {@code steps} say. */
    private static final class Bringer implements NodeRenderer {
        @Override
        public boolean takes(Manifest object) {
            return object.kind().equals("Bringer");
        }

        @Override
        public NodeResult render(Manifest object, Surroundings surroundings) {
            int size = Integer.parseInt(object.root().text("size"));
            Node item = ScalarNode.string("x", ORIGIN);
            MappingNode brought = MappingNode.empty(ORIGIN)
                    .with("kind", ScalarNode.string("Brought", ORIGIN))
                    .with("items", new SequenceNode(Collections.nCopies(size, item), ORIGIN));
            String steps = object.root().text("steps");
            return NodeResult.rendered(List.of(new Manifest(brought)), List.of(), SourceTrace.NOTHING)
                    .withSteps(steps.isEmpty() ? 0 : Long.parseLong(steps));
        }
    }

    private static Manifest bringer(int number, int size) {
        return new Manifest(MappingNode.empty(ORIGIN)
                .with("kind", ScalarNode.string("Bringer", ORIGIN))
                .with("size", ScalarNode.string(Integer.toString(size), ORIGIN))
                .with("metadata", MappingNode.empty(ORIGIN).with("name", ScalarNode.string("b" + number, ORIGIN))));
    }

    private static DeliveryGraph graph(List<Manifest> manifests) {
        return new GraphBuilder(List.of(new Bringer()))
                .build(
                        MemorySourceTree.of(Map.of()),
                        SourcePath.ROOT,
                        Set.of(),
                        List.of(new GraphBuilder.Entry(SourcePath.ROOT, manifests)));
    }

    @Test
    void whatAnEnvironmentComesTo_isLimited() {
        List<Manifest> manifests = IntStream.range(0, 5)
                .mapToObj(number -> bringer(number, 1_000_000))
                .toList();
        DeliveryGraph graph = graph(manifests);
        assertThat(graph.nodes()).hasSize(3);
        assertThat(graph.findings()).hasSize(2).allMatch(Finding::isUnchecked);
        assertThat(graph.findings().get(0).message())
                .isEqualTo(
                        "This environment comes to more than 3000000 values; what this one brings was not rendered.");
    }

    @Test
    void theWorkOfAllTogether_isLimited() {
        List<Manifest> manifests = IntStream.range(0, 4)
                .mapToObj(number -> bringer(number, 1))
                .map(one -> new Manifest(one.root().with("steps", ScalarNode.string("250000000", ORIGIN))))
                .toList();

        DeliveryGraph graph = graph(manifests);

        assertThat(graph.nodes()).hasSize(2);
        assertThat(graph.findings()).hasSize(2).allMatch(Finding::isUnchecked);
        assertThat(graph.findings().get(0).message())
                .isEqualTo(
                        "This environment is more work than 500000000 steps; what this one brings was not rendered.");
    }

    @Test
    void whatIsBelowTheLimit_isWhole() {
        DeliveryGraph graph = graph(List.of(bringer(1, 1_000_000), bringer(2, 1_000)));
        assertThat(graph.nodes()).hasSize(2);
        assertThat(graph.findings()).isEmpty();
    }
}
