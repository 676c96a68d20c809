package io.github.ksailbot.engine.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
        "fluxcd-flux2-kustomize-helm-example, clusters/staging, 0, 3, 0",
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
        FluxGraph graph = new FluxGraphBuilder(kustomizer, true)
                .build(
                        tree,
                        SourcePath.ROOT,
                        path,
                        kustomizer.build(tree, SourcePath.ROOT, entryOf(entry)).manifests(),
                        Set.of());
        assertThat(count(graph, FluxNode.State.RENDERED)).isEqualTo(rendered);
        assertThat(count(graph, FluxNode.State.ELSEWHERE)).isEqualTo(elsewhere);
        assertThat(count(graph, FluxNode.State.FAILED)).isZero();
        assertThat(graph.nodes().stream()
                        .mapToInt(node -> node.manifests().size())
                        .sum())
                .isEqualTo(manifests);
        assertThat(graph.findings()).isEmpty();
    }

    private static long count(FluxGraph graph, FluxNode.State state) {
        return graph.nodes().stream().filter(node -> node.state() == state).count();
    }

    static FluxKustomization entryOf(String path) {
        String text =
                "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: entry\nspec:\n  path: "
                        + path + "\n";
        return new FluxKustomization(new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("entry.yaml", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0)));
    }
}
