package io.github.ksailbot.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
    private static final Origin ORIGIN = Origin.of("a.yaml", 1, 1);

    /**
     * Brings the objects that a file of its name lists, {@code KIND/NAME} each; waits for the object that its
     * {@code needs} names.
     */
    private static final class Bringer implements NodeRenderer {
        private final List<String> asked = new ArrayList<>();
        private int rendered;

        @Override
        public boolean takes(Manifest object) {
            return object.kind().equals("Bringer");
        }

        @Override
        public boolean isReady(Manifest object, Surroundings surroundings) {
            asked.add(object.name());
            String needs = object.root().text("needs");
            return needs.isEmpty() || surroundings.find(new ObjectKey("Data", "", needs)) != null;
        }

        @Override
        public boolean isKept() {
            return true;
        }

        @Override
        public NodeResult render(Manifest object, Surroundings surroundings) {
            rendered++;
            var tree = surroundings.tracing();
            List<Manifest> brought = new ArrayList<>();
            try {
                String list = new String(tree.read(new SourcePath(object.name())), StandardCharsets.UTF_8);
                for (String one : list.split(" ", -1)) {
                    brought.add(object(one.substring(0, one.indexOf('/')), one.substring(one.indexOf('/') + 1), ""));
                }
            } catch (SourceException e) {
                throw new AssertionError(e);
            }
            return NodeResult.rendered(brought, List.of(), tree.trace(List.of()));
        }
    }

    private final Bringer bringer = new Bringer();
    private final GraphBuilder builder = new GraphBuilder(List.of(bringer));

    private static Manifest object(String kind, String name, String needs) {
        return new Manifest(MappingNode.empty(ORIGIN)
                .with("kind", ScalarNode.string(kind, ORIGIN))
                .with("needs", ScalarNode.string(needs, ORIGIN))
                .with("metadata", MappingNode.empty(ORIGIN).with("name", ScalarNode.string(name, ORIGIN))));
    }

    private DeliveryGraph graph(SourceTree tree, Manifest... entry) {
        return builder.build(
                tree, SourcePath.ROOT, Set.of(), List.of(new GraphBuilder.Entry(SourcePath.ROOT, List.of(entry))));
    }

    private static List<String> names(DeliveryGraph graph) {
        return graph.nodes().stream().map(node -> node.object().name()).toList();
    }

    @Test
    void whoWaits_isRenderedWhenWhatItNeedsIsThere_andAskedOnlyWhenThereIsMoreOfItsKind() {
        SourceTree tree = MemorySourceTree.of(Map.of(
                "late", "Other/x",
                "a", "Other/a",
                "b", "Data/other",
                "c", "Data/wanted",
                "d", "Other/d"));

        DeliveryGraph graph = graph(
                tree,
                object("Bringer", "late", "wanted"),
                object("Bringer", "a", ""),
                object("Bringer", "b", ""),
                object("Bringer", "c", ""),
                object("Bringer", "d", ""));

        assertThat(names(graph)).containsExactly("a", "b", "c", "late", "d");
        assertThat(bringer.asked.stream().filter("late"::equals)).hasSize(3);
    }

    @Test
    void whoWaitsInVain_isRenderedInTheEnd() {
        SourceTree tree = MemorySourceTree.of(Map.of("late", "Other/x", "a", "Data/a"));

        DeliveryGraph graph = graph(tree, object("Bringer", "late", "wanted"), object("Bringer", "a", ""));

        assertThat(names(graph)).containsExactly("a", "late");
    }

    @Test
    void manifestsThatAChangeLeavesAsTheyWere_areTheVerySame() {
        Manifest entry = object("Bringer", "a", "");
        List<Manifest> before = graph(MemorySourceTree.of(Map.of("a", "Data/one Data/two Data/three")), entry)
                .nodes()
                .get(0)
                .manifests();

        List<Manifest> after = graph(MemorySourceTree.of(Map.of("a", "Data/zero Data/two Data/one")), entry)
                .nodes()
                .get(0)
                .manifests();

        assertThat(bringer.rendered).isEqualTo(2);
        assertThat(after).extracting(Manifest::name).containsExactly("zero", "two", "one");
        assertThat(after.get(1)).isSameAs(before.get(1));
        assertThat(after.get(2)).isSameAs(before.get(0));
    }
}
