package io.github.ksailbot.outside.fetch.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartRenderer;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.remote.RemoteFile;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.outside.fetch.Loopback;
import io.github.ksailbot.outside.fetch.LoopbackGit;
import io.github.ksailbot.outside.fetch.LoopbackServer;
import io.github.ksailbot.outside.fetch.Outside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A change that names many charts, bases and repositories of allowed hosts, and a budget for all of them. */
@Timeout(60)
class FetchBudgetTest {
    @TempDir
    private Path cache;

    @TempDir
    private Path remote;

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start();
        for (int i = 0; i < 20; i++) {
            server.serve("/files/" + i + ".yaml", map("remote-" + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String map(String name) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}}\n";
    }

    private RenderSettings settings(FetchBudget budget) {
        Outside outside = Outside.of(
                AllowedHosts.of(List.of(server.authority())),
                Loopback.REACH,
                cache,
                Loopback.limits().withVerdict(budget),
                Clock.systemUTC());
        return RenderSettings.DEFAULT
                .withFetcher(outside.fetcher())
                .withCharts(new ChartTools(ChartRenderer.DENIED, outside.charts(), Capabilities.DEFAULT));
    }

    /** Ten environments; each has a file of its own, which is fetched. */
    private SourceTree remoteFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            files.put("ksail.env-" + i + ".yaml", """
                apiVersion: ksail.io/v1alpha1
                kind: Cluster
                metadata: {name: env-%d}
                spec: {workload: {sourceDirectory: env-%d}}
                """.formatted(i, i));
            files.put(
                    "env-" + i + "/kustomization.yaml",
                    "resources: [\"" + server.url("/files/" + i + ".yaml") + "\"]\n");
        }
        return MemorySourceTree.of(files);
    }

    @Test
    void environmentsThatShareABudget_areFetchedAsFarAsItGoes_andTheOthersSaySo() {
        RepositoryRenderer renderer = RepositoryRenderer.of(
                TracedMemo.ofDefaultSize(), settings(new FetchBudget(Duration.ofMinutes(5), 1 << 20, 4)));
        SourceTree tree = remoteFiles();

        List<Closure> closures =
                renderer.render(tree, renderer.discovery().discover(tree).environments());

        assertThat(server.requests()).hasSize(4);
        assertThat(closures.subList(0, 4)).allMatch(Closure::isWhole);
        assertThat(closures.subList(4, 10)).allSatisfy(closure -> assertThat(closure.findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isUnchecked()).isTrue();
                    assertThat(finding.message()).contains("the 4 requests for all that one verdict fetches are spent");
                }));
    }

    @Test
    void aVerdict_isNeverGreen_whenItsBudgetWasTooSmall() {
        TreeJudge judge = new TreeJudge(
                RepositoryRenderer.of(
                        TracedMemo.ofDefaultSize(), settings(new FetchBudget(Duration.ofMinutes(5), 1 << 20, 4))),
                new SchemaValidator());
        SourceTree tree = remoteFiles();

        Judgement judgement = judge.judge(tree, tree, tree);

        assertThat(judgement.verdict()).isEqualTo(Verdict.COULD_NOT_CHECK);
        assertThat(server.requests()).hasSize(4);
        // what was fetched is kept, so that trying again goes further
        assertThat(judge.judge(tree, tree, tree).verdict()).isEqualTo(Verdict.COULD_NOT_CHECK);
        assertThat(judge.judge(tree, tree, tree).verdict()).isEqualTo(Verdict.PASSED);
    }

    /** The head is fetched first: what is left of the budget must not make mistakes of the base new. */
    @Test
    void budgetThatEndsOnTheBaseSide_leavesOpenWhatIsNew() {
        String wrong = "{apiVersion: v1, kind: ConfigMap, metadata: {name: same}, data: {a: [1]}}\n";
        server.serve("/before.yaml", wrong.getBytes(StandardCharsets.UTF_8));
        server.serve("/after.yaml", wrong.getBytes(StandardCharsets.UTF_8));
        SourceTree base = oneFile("/before.yaml");
        SourceTree head = oneFile("/after.yaml");

        Judgement cut = judge(1).judge(head, base, base);

        assertThat(server.requests()).containsExactly("/after.yaml");
        assertThat(cut.isAllCompared()).isFalse();
        assertThat(cut.environments()).singleElement().satisfies(report -> assertThat(report.findings())
                .anyMatch(judged -> judged.finding().rule().value().equals("base/not-rendered")));
        Judgement whole = judge(2).judge(head, base, base);
        assertThat(whole.isAllCompared()).isTrue();
        assertThat(whole.environments())
                .singleElement()
                .satisfies(report -> assertThat(report.findings()).isNotEmpty().noneMatch(JudgedFinding::isNew));
    }

    private TreeJudge judge(int requests) {
        return new TreeJudge(
                RepositoryRenderer.of(
                        TracedMemo.ofDefaultSize(),
                        settings(new FetchBudget(Duration.ofMinutes(5), 1 << 20, requests))),
                new SchemaValidator());
    }

    private SourceTree oneFile(String path) {
        return MemorySourceTree.of(Map.of("kustomization.yaml", "resources: [\"" + server.url(path) + "\"]\n"));
    }

    @Test
    void whatTwoEnvironmentsName_isRequestedOnce() {
        TreeJudge judge = new TreeJudge(
                RepositoryRenderer.of(
                        TracedMemo.ofDefaultSize(), settings(new FetchBudget(Duration.ofMinutes(5), 1 << 20, 10))),
                new SchemaValidator());
        SourceTree tree = remoteFiles();

        assertThat(judge.judge(tree, tree, tree).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(server.requests()).hasSize(10);
    }

    @Test
    void chartsAndFiles_areOneBudget() {
        server.serve(
                "/charts/index.yaml",
                "entries: {web: [{version: 1.0.0, urls: [web.tgz]}]}\n".getBytes(StandardCharsets.UTF_8));
        server.serve("/charts/web.tgz", new byte[] {1});
        RenderSettings settings = settings(new FetchBudget(Duration.ofMinutes(5), 1 << 20, 2));
        ChartAddress chart = new ChartAddress.Repository(server.url("/charts"), "web", "1.0.0");

        RemoteFile file = new RemoteFile(server.url("/files/1.yaml"));

        Fetched<?> spent = settings.fetcher().within(() -> {
            assertThat(settings.fetcher().file(file)).isInstanceOf(Fetched.Content.class);
            return settings.charts().archives().get(chart);
        });
        assertThat(spent).isInstanceOfSatisfying(Fetched.Refusal.class, refusal -> assertThat(refusal.why())
                .contains("the 2 requests for all that one verdict fetches are spent"));
        assertThat(server.requests()).containsExactly("/files/1.yaml", "/charts/index.yaml");
        assertThat(settings.fetcher().within(() -> settings.charts().archives().get(chart)))
                .isInstanceOf(Fetched.Content.class);
    }

    @Test
    void aReleaseWhoseChartIsBeyondTheBudget_isNotRendered_andSaysSo() {
        RenderSettings settings = settings(new FetchBudget(Duration.ofMinutes(5), 1 << 20, 0));
        SourceTree tree = MemorySourceTree.of(
                Map.of("ksail.yaml", """
                    apiVersion: ksail.io/v1alpha1
                    kind: Cluster
                    metadata: {name: prod}
                    spec: {cluster: {gitOpsEngine: Flux}}
                    """, "k8s/release.yaml", """
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: HelmRepository
                        metadata: {name: charts, namespace: apps}
                        spec: {url: "%s"}
                        ---
                        apiVersion: helm.toolkit.fluxcd.io/v2
                        kind: HelmRelease
                        metadata: {name: web, namespace: apps}
                        spec: {chart: {spec: {chart: web, version: 1.0.0, sourceRef: {kind: HelmRepository, name: charts}}}}
                        """.formatted(server.url("/charts"))));
        RepositoryRenderer renderer = RepositoryRenderer.of(TracedMemo.ofDefaultSize(), settings);

        Closure closure = renderer.render(
                        tree, renderer.discovery().discover(tree).environments())
                .get(0);

        assertThat(closure.nodes()).singleElement().satisfies(node -> {
            assertThat(node.state()).isEqualTo(NodeState.NOT_RENDERED);
            assertThat(node.reason()).contains("the 0 requests for all that one verdict fetches are spent");
        });
        assertThat(closure.isWhole()).isFalse();
    }

    @Test
    void bytesOfARepository_endWithTheBudget() throws Exception {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        LoopbackGit.serve(server, remote, "/org/repo.git")
                .commit(Map.of(
                        "kustomization.yaml",
                        "resources: [map.yaml]\n",
                        "map.yaml",
                        map("a"),
                        "noise",
                        HexFormat.of().formatHex(noise)));
        RepositoryRenderer renderer = RepositoryRenderer.of(
                TracedMemo.ofDefaultSize(), settings(new FetchBudget(Duration.ofMinutes(5), 50_000, 100)));
        SourceTree tree = MemorySourceTree.of(Map.of(
                "ksail.yaml",
                "{apiVersion: ksail.io/v1alpha1, kind: Cluster, metadata: {name: prod}}",
                "k8s/kustomization.yaml",
                "resources: [\"" + server.url("/org/repo.git?ref=main") + "\"]\n"));

        Closure closure = renderer.render(
                        tree, renderer.discovery().discover(tree).environments())
                .get(0);

        assertThat(closure.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.isUnchecked()).isTrue();
            assertThat(finding.message()).contains("MiB for all that one verdict fetches are spent");
        });
    }
}
