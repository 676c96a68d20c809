package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.engine.verdict.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verdicts about charts that are there to keep the bot busy. */
class HostileChartsTest {
    private static final String LOOP =
            "{{ $x := 1 }}" + "{{ range until 10000 }}".repeat(4) + "{{ $x = add $x 1 }}" + "{{ end }}".repeat(4);

    private static final SourceTree SAFE = MemorySourceTree.of(Map.of(
            "clusters/prod/kustomization.yaml",
            "resources: [map.yaml]\n",
            "clusters/prod/map.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: apps}\n",
            "ksail.prod.yaml",
            "apiVersion: ksail.io/v1alpha1\nkind: Cluster\nspec:\n  workload:\n    sourceDirectory: clusters/prod\n"));

    private static SourceTree looping(int charts, boolean differ) {
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < charts; i++) {
            names.append(i == 0 ? "" : ", ").append("r").append(i).append(".yaml");
            files.put("clusters/prod/r" + i + ".yaml", """
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: r%d, namespace: apps}
                spec:
                  interval: 1m
                  chart:
                    spec:
                      chart: ./charts/loop
                      sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}
                  values: {n: %d}
                """.formatted(i, differ ? i : 0));
        }
        files.put("clusters/prod/kustomization.yaml", "resources: [" + names + "]\n");
        files.put("charts/loop/Chart.yaml", "apiVersion: v2\nname: loop\nversion: 1.0.0\n");
        files.put("charts/loop/templates/x.yaml", LOOP);
        files.put(
                "ksail.prod.yaml",
                "apiVersion: ksail.io/v1alpha1\nkind: Cluster\nspec:\n  cluster:\n    gitOpsEngine: Flux\n"
                        + "  workload:\n    sourceDirectory: clusters/prod\n");
        return MemorySourceTree.of(files);
    }

    private static List<Finding> limits(Judgement judgement) {
        return judgement.environments().stream()
                .flatMap(report -> report.findings().stream())
                .map(JudgedFinding::finding)
                .filter(finding -> finding.rule().value().equals("helm/limit"))
                .toList();
    }

    private static Judgement judge(SourceTree head, TimeBudgets budgets) {
        WorkerLimits limits =
                new WorkerLimits(1, Duration.ofSeconds(60), Duration.ofMillis(700), 400L << 20, 1 << 20, 1_000);
        try (Charts charts = new Charts(limits, budgets, Charts.cluster())) {
            return TreeJudge.create(
                            TracedMemo.ofDefaultSize(),
                            new SchemaValidator(),
                            RenderSettings.DEFAULT.withCharts(charts.tools()))
                    .judge(head, SAFE, SAFE);
        }
    }

    @Test
    void manyChartsThatLoop_endAtTheBudget_andAreNeverGreen() {
        Judgement judgement = judge(looping(300, true), new TimeBudgets(Duration.ofSeconds(4), Duration.ofSeconds(4)));

        assertThat(judgement.verdict()).isNotEqualTo(Verdict.PASSED);
        assertThat(limits(judgement)).hasSize(300).allMatch(finding -> finding.message()
                .contains("was not rendered"));
        assertThat(limits(judgement)).anyMatch(finding -> finding.message().contains("for all charts of"));
    }

    @Test
    void chartThatLooped_isNotTriedAgainInTheSameVerdict() {
        // 300 tries would take as many times as long as the budget
        Judgement judgement =
                judge(looping(300, false), new TimeBudgets(Duration.ofSeconds(60), Duration.ofSeconds(60)));

        assertThat(judgement.verdict()).isNotEqualTo(Verdict.PASSED);
        assertThat(limits(judgement)).hasSize(300).noneMatch(finding -> finding.message()
                .contains("for all charts of"));
    }
}
