package io.github.ksailbot.engine.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The graphs of public repositories, with the numbers of Kustomizations that their files hold. */
class FluxGraphRepositoriesTest {
    private static final Path REPOSITORIES =
            Path.of(System.getProperty("conformance", "absent")).resolve("repos");

    @ParameterizedTest
    @CsvSource({
        "onedr0p-home-ops, kubernetes/flux/cluster, 78, 0, 518",
        "fluxcd-flux2-kustomize-helm-example, clusters/staging, 3, 0, 12",
        "fluxcd-flux2-multi-tenancy, clusters/staging, 3, 2, 9",
        "controlplaneio-d1-fleet, clusters/prod-eu, 2, 6, 19",
    })
    void graphs_haveTheNumbersThatTheirFilesSay(
            String repository, String entry, int rendered, int elsewhere, int manifests) throws Exception {
        Path directory = REPOSITORIES.resolve(repository);
        assumeTrue(Files.isDirectory(directory), "no repository at " + directory);
        SourceTree tree = DirectorySourceTree.of(directory);
        FluxKustomizer kustomizer = new FluxKustomizer(new Kustomizer());
        SourcePath path = SourcePath.parse(entry);
        DeliveryGraph graph = new GraphBuilder(List.of(new KustomizationRenderer(kustomizer, true)))
                .build(
                        tree,
                        SourcePath.ROOT,
                        Set.of(),
                        List.of(new GraphBuilder.Entry(
                                path,
                                kustomizer
                                        .build(tree, SourcePath.ROOT, entryOf(entry))
                                        .manifests())));
        assertThat(count(graph, NodeState.RENDERED)).isEqualTo(rendered);
        assertThat(count(graph, NodeState.ELSEWHERE)).isEqualTo(elsewhere);
        assertThat(count(graph, NodeState.FAILED)).isZero();
        assertThat(graph.nodes().stream()
                        .mapToInt(node -> node.manifests().size())
                        .sum())
                .isEqualTo(manifests);
        assertThat(graph.findings()).isEmpty();
    }

    private static long count(DeliveryGraph graph, NodeState state) {
        return graph.nodes().stream().filter(node -> node.state() == state).count();
    }

    static FluxKustomization entryOf(String path) {
        String text = "apiVersion: kustomize.toolkit.fluxcd.io/v1\n"
                + "kind: Kustomization\n"
                + "metadata:\n"
                + "  name: entry\n"
                + "spec:\n"
                + "  path: "
                + path + "\n";
        return new FluxKustomization(new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("entry.yaml", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0)));
    }
}
