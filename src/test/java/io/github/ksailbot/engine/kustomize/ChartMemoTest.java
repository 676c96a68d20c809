package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.TestCharts;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartRenderer;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kustomizations with charts are kept as long as all that makes them is the same, and nothing but time tells. */
class ChartMemoTest {
    private final Map<String, String> files = new LinkedHashMap<>();
    private final TracedMemo memo = TracedMemo.ofBytes(64L << 20);
    private final ChartRenderer renderer = this::render;
    private final ChartArchives archives = address -> archive();
    private int rendered;
    private String outside = "one";

    @BeforeEach
    void repository() {
        files.put("base/kustomization.yaml", """
            helmCharts:
              - name: web
                releaseName: rel
                includeCRDs: true
                valuesFile: values.yaml
                valuesInline: {a: inline}
            """);
        files.put("base/values.yaml", "a: file\n");
        files.put("base/charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
        files.put("base/charts/web/templates/map.yaml", "kind: ConfigMap\n");
        files.put("base/charts/web/crds/crd.yaml", "kind: CustomResourceDefinition\nmetadata: {name: things}\n");
        files.put("overlay/kustomization.yaml", "namePrefix: x-\nresources: [../base]\n");
        files.put("docs/README.md", "one");
    }

    private ChartTools tools(Capabilities cluster) {
        return new ChartTools(renderer, archives, cluster);
    }

    private Fetched<ChartArchives.Archive> archive() {
        return new Fetched.Content<>(new ChartArchives.Archive(
                TestCharts.archive(
                        "far/Chart.yaml",
                        "apiVersion: v2\nname: far\nversion: 1.0.0\n",
                        "far/templates/a.yaml",
                        outside),
                "",
                "far.tgz"));
    }

    /** Says all that it was asked with. */
    private Rendering render(RenderRequest request) {
        rendered++;
        if (request.values().contains("endless")) {
            return new Rendering.Failure(Rendering.Cause.LIMIT, "it took too long", "");
        }
        if (request.values().contains("broken")) {
            return new Rendering.Failure(Rendering.Cause.CHART, "it is broken", "");
        }
        return new Rendering.Documents(
                List.of(new Rendering.Document(request.chart().name() + "/templates/a.yaml", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: %s}
                    data: {chart: "%s", values: '%s', cluster: "%s"}
                    """.formatted(
                                request.name(), request.chart().digest(), request.values(), request.cluster()))));
    }

    private Build build(TracedMemo in, SourceTree tree, String directory) {
        return build(in, tools(Capabilities.DEFAULT), tree, directory);
    }

    private static Build build(TracedMemo in, ChartTools tools, SourceTree tree, String directory) {
        return new Kustomizer(in, Fetcher.DENIED, tools)
                .build(tree, new SourcePath(directory), BuildOptions.COMMAND_LINE);
    }

    /** Builds both, and compares with what is built from nothing; gives how many charts were rendered with the memo. */
    private int commit() {
        SourceTree tree = MemorySourceTree.of(files);
        int charts = 0;
        for (String directory : List.of("overlay", "base")) {
            rendered = 0;
            Build kept = build(memo, tree, directory);
            charts += rendered;
            Build fresh = build(TracedMemo.ofBytes(0), tree, directory);
            assertThat(kept.manifests()).as(directory).isEqualTo(fresh.manifests());
            assertThat(kept.findings()).as(directory).isEqualTo(fresh.findings());
            assertThat(kept.trace().read())
                    .as(directory)
                    .isEqualTo(fresh.trace().read());
        }
        return charts;
    }

    @Test
    void aChartOfTheRepository_isRenderedOnce_forAllWhoUseIt() {
        assertThat(commit()).isOne();
        files.put("docs/README.md", "two");
        assertThat(commit()).isZero();
        files.put("overlay/kustomization.yaml", "namePrefix: y-\nresources: [../base]\n");
        assertThat(commit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "base/charts/web/templates/map.yaml",
        "base/charts/web/templates/new.yaml",
        "base/charts/web/values.yaml",
        "base/values.yaml",
    })
    void whatMakesTheChart_rendersItAgain(String file) {
        commit();
        files.put(file, "b: changed\n");

        assertThat(commit()).isOne();
        assertThat(commit()).isZero();
    }

    @Test
    void definitionsAndWhatAsksForTheChart_countAsWell() {
        commit();
        files.put("base/charts/web/crds/crd.yaml", "kind: CustomResourceDefinition\nmetadata: {name: others}\n");
        assertThat(commit()).isOne();
        files.put("base/kustomization.yaml", "helmCharts: [{name: web, releaseName: other}]\n");
        assertThat(commit()).isOne();
        files.remove("base/charts/web/Chart.yaml");
        assertThat(commit()).isZero();
    }

    @Test
    void whatIsBeyondALimit_isTriedAgain_andWhatIsBrokenIsNot() {
        files.put("base/values.yaml", "b: endless\n");
        assertThat(commit()).isEqualTo(2);
        assertThat(commit()).isEqualTo(2);
        files.put("base/values.yaml", "b: broken\n");
        commit();
        assertThat(commit()).isZero();
    }

    @Test
    void aChartOfAnotherPlace_isAskedForEachTime() {
        files.put("base/kustomization.yaml", "helmCharts: [{name: far, repo: https://example.org, version: '>0'}]\n");
        assertThat(commit()).isEqualTo(2);
        outside = "two";
        assertThat(commit()).isEqualTo(2);
    }

    @Test
    void aChartThatIsFetchedNoMore_becauseItLiesHere_isKept() {
        files.put("base/kustomization.yaml", "helmCharts: [{name: far, repo: https://example.org, version: '1'}]\n");
        commit();
        files.put("base/charts/far/Chart.yaml", "apiVersion: v2\nname: far\nversion: 1.0.0\n");

        assertThat(commit()).isOne();
        assertThat(commit()).isZero();
    }

    @Test
    void otherTools_doNotGetWhatTheseMade() {
        SourceTree tree = MemorySourceTree.of(files);
        build(memo, tree, "overlay");
        Capabilities newer = new Capabilities("v9.9.9", new TreeSet<>());

        assertThat(build(memo, tools(newer), tree, "overlay").manifests())
                .isEqualTo(build(TracedMemo.ofBytes(0), tools(newer), tree, "overlay")
                        .manifests());
        assertThat(build(memo, ChartTools.NONE, tree, "overlay").findings())
                .isEqualTo(build(TracedMemo.ofBytes(0), ChartTools.NONE, tree, "overlay")
                        .findings())
                .isNotEmpty();
        assertThat(build(memo, tree, "overlay").findings()).isEmpty();
    }

    @Test
    void historiesOfChanges_renderAsFromNothing() {
        List<String> names = new ArrayList<>(files.keySet());
        names.add("base/charts/web/values.yaml");
        names.add("base/charts/far/Chart.yaml");
        int charts = 0;
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 40; i++) {
                String name = names.get(random.nextInt(names.size()));
                boolean isMade = name.endsWith("kustomization.yaml") || name.endsWith("Chart.yaml");
                if (random.nextInt(4) == 0) {
                    files.remove(name);
                } else if (isMade) {
                    repository();
                } else {
                    files.put(
                            name,
                            List.of("a: 1\n", "b: 2\n", "c: broken\n", "d: endless\n")
                                    .get(random.nextInt(4)));
                }
                charts += commit();
            }
        }
        assertThat(charts).isBetween(20, 300);
    }
}
