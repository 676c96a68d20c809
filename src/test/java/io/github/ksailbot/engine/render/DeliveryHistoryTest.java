package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.ApplicationRenderer;
import io.github.ksailbot.engine.argocd.ApplicationSetRenderer;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.flux.FluxKustomizer;
import io.github.ksailbot.engine.flux.KustomizationRenderer;
import io.github.ksailbot.engine.flux.resourceset.ResourceSetRenderer;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.helm.release.ReleaseRenderer;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All kinds of nodes over many commits: nothing that is kept is seen, and a change renders what uses it and nothing else. */
class DeliveryHistoryTest {
    private static final int COMMITS = 40;

    private final EchoCharts charts = new EchoCharts();
    private final FluxKustomizer kustomizer = new FluxKustomizer(new Kustomizer());
    private final List<String> rendered = new ArrayList<>();
    private final GraphBuilder graphs = new GraphBuilder(Stream.of(
                    new KustomizationRenderer(kustomizer, true),
                    new ResourceSetRenderer(),
                    new ApplicationSetRenderer(),
                    new ApplicationRenderer(new Kustomizer(), charts.tools()),
                    new ReleaseRenderer(charts.tools()))
            .<NodeRenderer>map(renderer -> new CountingRenderer(renderer, rendered))
            .toList());
    private final Map<String, String> files = DeliveryFiles.all();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyHistory_comesOutAsIfEachCommitWereRenderedFromNothing(long seed) {
        ClosureComparison comparison = new ClosureComparison(RenderSettings.DEFAULT
                .withCharts(charts.tools())
                .withAddresses(Set.of(RepositoryUrl.of(DeliveryFiles.URL))));
        Random random = new Random(seed);
        for (int commit = 0; commit < COMMITS; commit++) {
            if (random.nextInt(8) == 0) {
                charts.moveOutside("w" + random.nextInt(3));
            }
            comparison.assertSame(MemorySourceTree.of(files), "seed " + seed + ", commit " + commit);
            DeliveryFiles.change(files, random);
        }
    }

    @BeforeEach
    void renderAll() {
        DeliveryGraph graph = graph();
        assertThat(graph.nodes())
                .filteredOn(node -> node.state() != NodeState.RENDERED)
                .extracting(node -> node.key() + ": " + node.state() + " " + node.reason() + " "
                        + node.findings().stream().map(Finding::message).toList())
                .isEmpty();
        rendered.clear();
    }

    private DeliveryGraph graph() {
        MemorySourceTree tree = MemorySourceTree.of(files);
        SourcePath entry = new SourcePath("clusters/c");
        return graphs.build(
                tree,
                SourcePath.ROOT,
                Set.of(RepositoryUrl.of(DeliveryFiles.URL)),
                List.of(new GraphBuilder.Entry(
                        entry, kustomizer.build(tree, entry).manifests())));
    }

    private List<String> renderedBy(String path, String text) {
        files.put(path, text);
        rendered.clear();
        graph();
        return rendered;
    }

    private List<String> renderedByReplacing(String path, String from, String to) {
        String before = files.getOrDefault(path, "");
        assertThat(before).contains(from);
        return renderedBy(path, before.replace(from, to));
    }

    @Test
    void sameFiles_areRenderedOnce() {
        assertThat(renderedBy("README.md", "nobody renders this either")).isEmpty();
    }

    @Test
    void aNewFile_isRenderedForSetsOverDirectories_andNotForTheirApplications() {
        assertThat(renderedBy("LICENSE", "free")).containsExactly("directories");
    }

    @Test
    void aChart_isRenderedForItsReleasesAndApplications() {
        assertThat(renderedBy("charts/c1/templates/echo.yaml", "kind: More\n")).containsExactlyInAnyOrder("r1", "r3");
        assertThat(renderedBy("charts/c0/values.yaml", "color: blue\n"))
                .containsExactlyInAnyOrder("r0", "r2", "r4", "chart");
    }

    @Test
    void aConfigMapOfValues_isRenderedForTheReleasesThatTakeValuesFromIt() {
        assertThat(renderedBy("releases/generated.yaml", "generated: b\n"))
                .containsExactlyInAnyOrder("releases", "r0", "r3");
    }

    @Test
    void whatASetMakes_isRenderedForTheReleasesThatUseIt() {
        assertThat(renderedByReplacing("sets/provider.yaml", "one", "two"))
                .containsExactlyInAnyOrder("sets", "set", "r1", "r4");
    }

    @Test
    void aVariable_isRenderedForWhatItIsReplacedIn() {
        assertThat(renderedBy("settings/map.yaml", DeliveryFiles.map("settings", "changed")))
                .containsExactlyInAnyOrder("settings", "releases", "r0", "r1", "r2", "r3", "r4", "r5");
    }

    @Test
    void aComponent_isRenderedForTheReleaseThatItPatches() {
        assertThat(renderedByReplacing("components/label/kustomization.yaml", "value: a", "value: b"))
                .containsExactlyInAnyOrder("releases", "r4");
    }

    @Test
    void aDefinition_isRenderedForCharts_onlyWhereItChangesWhatTheClusterKnows() {
        assertThat(renderedByReplacing("crds/crd.yaml", "spec:", "spec:\n  preserveUnknownFields: false"))
                .containsExactly("crds");
        assertThat(renderedByReplacing("crds/crd.yaml", "name: v1", "name: v2"))
                .contains("crds", "r0", "r1", "r2", "r3", "r4", "r5", "chart")
                .doesNotContain("releases", "settings", "sets", "set", "directories", "clusters");
    }

    @Test
    void whatMayComeOutDifferentlyTheNextMoment_isRenderedEachTime() {
        renderedByReplacing("releases/r2.yaml", "replicas: 1", "word: endless");
        renderedByReplacing("releases/repository.yaml", "charts.example.org", "down.example.org");
        rendered.clear();

        graph();
        graph();

        assertThat(rendered).containsExactlyInAnyOrder("r2", "r5", "r2", "r5");
    }

    @Test
    void whatAChartFailsOf_isSaidAgain_andRenderedOnce() {
        renderedByReplacing("releases/r2.yaml", "replicas: 1", "word: broken");
        rendered.clear();

        assertThat(graph().nodes())
                .filteredOn(node -> node.key().name().equals("r2"))
                .flatExtracting(GraphNode::findings)
                .hasSize(1);
        assertThat(rendered).isEmpty();
    }

    @Test
    void aKustomizationOfTheWholeRepository_isRenderedForEveryFile_andNothingElseIs() {
        files.put("clusters/c/all.yaml", DeliveryFiles.kustomization("all", "", ""));
        files.put(".sourceignore", "/charts/\n");
        graph();
        assertThat(renderedByReplacing("argo-base/map.yaml", "\"a\"", "\"b\""))
                .containsExactlyInAnyOrder("all", "kustomized", "on-east", "on-in-cluster");
        assertThat(renderedBy("README.md", "all the same")).isEmpty();
    }

    @Test
    void aRepositoryWithoutAnAddress_isAFindingOnItsLine_andLeavesTheOtherReleasesAlone() {
        assertThat(renderedByReplacing("releases/repository.yaml", "https://charts.example.org", "./charts"))
                .containsExactlyInAnyOrder("releases", "r5");
        assertThat(graph().nodes())
                .filteredOn(node -> node.state() != NodeState.RENDERED)
                .flatExtracting(GraphNode::findings)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).startsWith("The address `./charts` of");
                    assertThat(finding.origin()).isNotNull();
                    assertThat(finding.origin().location()).isEqualTo(new Location("releases/repository.yaml", 4, 13));
                });
    }

    @Test
    void bracesThatAChartRenders_areNoVariables() {
        renderedByReplacing("releases/r2.yaml", "replicas: 1", "script: \"$${HOME}\"");

        assertThat(graph().nodes())
                .filteredOn(node -> node.key().name().equals("r2"))
                .flatExtracting(GraphNode::manifests)
                .asString()
                .contains("\"script\":\"${HOME}\"");
    }

    @Test
    void aValuesFile_isRenderedForItsApplication() {
        assertThat(renderedBy("shared/values.yaml", "shared: b\n")).containsExactly("chart");
    }

    @Test
    void aNewDirectory_isRenderedForItsSetAndTheNewApplication() {
        assertThat(renderedBy("dirs/new/map.yaml", DeliveryFiles.map("new", "a")))
                .containsExactlyInAnyOrder("directories", "new");
        assertThat(renderedBy("dirs/d1/map.yaml", DeliveryFiles.map("d1", "b"))).containsExactly("d1");
    }

    @Test
    void aClusterSecret_isRenderedForTheSetOverClusters_otherSecretsForNobody() {
        assertThat(renderedByReplacing("argo/secret.yaml", "east", "west"))
                .containsExactlyInAnyOrder("argo", "clusters", "on-west");
        assertThat(renderedByReplacing("argo/other.yaml", "a: b", "a: c")).containsExactly("argo");
    }

    @Test
    void whatARangeMeansNow_isRenderedForItsRelease() {
        graph();
        assertThat(rendered).isEmpty();

        charts.moveOutside("second");
        graph();
        graph();
        assertThat(rendered).containsExactly("r5");
    }
}
