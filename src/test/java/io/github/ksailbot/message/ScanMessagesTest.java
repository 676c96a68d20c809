package io.github.ksailbot.message;

import static io.github.ksailbot.message.Samples.MESSAGES;
import static io.github.ksailbot.message.Samples.REVISION;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.Annotation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What pull requests are told of scans. */
class ScanMessagesTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private static final String POD = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          namespace: web
        spec:
          containers:
            - name: main
              image: nginx
              securityContext:
                privileged: false
        """;

    private static Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        for (String name : List.of("local", "prod")) {
            files.put("ksail." + name + ".yaml", environment(name, "k8s"));
        }
        files.put(".github/ksail-bot.yaml", "scan: {failOnNew: high}\n");
        files.put("k8s/kustomization.yaml", "resources: [pod.yaml]\n");
        files.put("k8s/pod.yaml", POD);
        return files;
    }

    private static String environment(String name, String directory) {
        return """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata: {name: %s}
            spec:
              workload: {sourceDirectory: %s}
            """.formatted(name, directory);
    }

    private static Judgement judge(Map<String, String> change) {
        MemorySourceTree base = MemorySourceTree.of(files());
        Map<String, String> head = files();
        head.putAll(change);
        return TreeJudge.create().scanning(NOW).judge(MemorySourceTree.of(head), base, base);
    }

    @Test
    void scansThatPass_areAWordBehindTheVerdict_andAColumnOfScores() {
        Judgement judgement = judge(Map.of());

        assertThat(MESSAGES.overall(REVISION, judgement).title())
                .isEqualTo("All 2 environments are valid (2 manifests), scans passed");
        assertThat(MESSAGES.comment(REVISION, judgement))
                .contains("| Environment | Verdict | Manifests | New | Already on `main` | Scan |\n"
                        + "|---|---|--:|---|---|---|\n")
                .containsPattern("\\| prod \\| ✅ passed \\| 1 \\| – \\| – \\| ✅ \\d+\\.\\d\\d% \\(\\+0\\.00\\) \\|");
    }

    @Test
    void scansThatFail_comeFirst_andTheirNewFindingsAreNamedOnceAndFailTheirLine() {
        Judgement judgement = judge(Map.of("k8s/pod.yaml", POD.replace("privileged: false", "privileged: true")));

        assertThat(MESSAGES.overall(REVISION, judgement).title())
                .isEqualTo("Scans of local and prod failed: 1 new finding. All 2 environments are valid (2 manifests)");
        assertThat(MESSAGES.comment(REVISION, judgement))
                .contains("| ❌ ")
                .containsOnlyOnce("- `k8s/pod.yaml:11` — Privileged container: Container `main` is privileged.");
        assertThat(judgement.environments()).allSatisfy(report -> {
            assertThat(report.scan()).isNotNull();
            assertThat(MESSAGES.scan(REVISION, report, report.scan()).annotations())
                    .filteredOn(annotation -> annotation.severity() == Severity.ERROR)
                    .extracting(Annotation::line)
                    .containsExactly(11);
        });
    }

    @Test
    void baseThatDidNotRender_isNotToldAsSomethingHidden_andNothingIsCalledNew() {
        Map<String, String> before = files();
        before.put(".github/ksail-bot.yaml", "scan: {frameworks: [NSA]}\n");
        before.put("k8s/kustomization.yaml", "resources: [pod.yaml, gone.yaml]\n");
        Map<String, String> after = new HashMap<>(before);
        after.put("k8s/kustomization.yaml", "resources: [pod.yaml]\n");
        after.put("k8s/pod.yaml", POD.replace("privileged: false", "privileged: true"));
        MemorySourceTree base = MemorySourceTree.of(before);
        Judgement judgement = TreeJudge.create().scanning(NOW).judge(MemorySourceTree.of(after), base, base);

        EnvironmentReport report = judgement.environments().get(0);
        ScanVerdict scan = Objects.requireNonNull(report.scan());
        assertThat(scan.newFindings()).isPositive().isLessThan(scan.findings().size());
        assertThat(MESSAGES.scan(REVISION, report, scan).title())
                .endsWith(", " + scan.findings().size() + " findings");
        assertThat(MESSAGES.scan(REVISION, report, scan).summary())
                .contains("nobody knows which findings are new")
                .doesNotContain("New: ");
        assertThat(MESSAGES.overall(REVISION, judgement).title()).endsWith("scans passed");
        after.put("k8s/pod.yaml", POD.replace("privileged: false", "privileged: maybe"));
        Judgement wrong = TreeJudge.create().scanning(NOW).judge(MemorySourceTree.of(after), base, base);
        assertThat(MESSAGES.comment(REVISION, wrong)).contains("| ❌ failed | 1 | 1 error, 1 notice, new or not | – |");
    }

    @Test
    void oneScanThatFails_isToldWithItsScore() {
        Map<String, String> files = new HashMap<>();
        files.put("k8s-prod/kustomization.yaml", "resources: [pod.yaml]\n");
        files.put("k8s-prod/pod.yaml", POD.replace("privileged: false", "privileged: true"));
        files.put("ksail.prod.yaml", environment("prod", "k8s-prod"));

        assertThat(MESSAGES.overall(REVISION, judge(files)).title())
                .matches("Scan of prod failed: Score \\d+\\.\\d\\d% \\(-\\d+\\.\\d\\d\\), \\d+ new findings\\. All 2"
                        + " .*");
    }

    @Test
    void settingsThatChange_areToldAlthoughTheScanPasses() {
        Judgement judgement = judge(Map.of(".github/ksail-bot.yaml", "scan: {failOnNew: critical}\n"));

        assertThat(MESSAGES.overall(REVISION, judgement).title()).startsWith("Settings of scans change. ");
        assertThat(MESSAGES.comment(REVISION, judgement)).contains("(+0.00), its settings change |");
    }

    @Test
    void whatVanishesFromTheScan_isToldAlthoughItsScoreRises() {
        Judgement judgement = judge(Map.of("k8s/pod.yaml", POD.replace("kind: Pod", "kind: Pods")));

        assertThat(MESSAGES.overall(REVISION, judgement).title())
                .contains("Scans of local and prod: something no longer counts as before");
        assertThat(MESSAGES.comment(REVISION, judgement)).contains("something no longer counts as before |");
    }

    @Test
    void whatComesUnderAnException_isToldWithoutSayingThatItIsNotLookedAt() {
        Map<String, String> base = files();
        base.put(".github/ksail-bot.yaml", "scan: {inlineExceptions: true}\n");
        Map<String, String> head = new HashMap<>(base);
        head.put(
                "k8s/pod.yaml",
                POD.replace("metadata:", "metadata:\n  annotations: {kubescape.io/skip-controls: C-0270}"));
        MemorySourceTree trusted = MemorySourceTree.of(base);
        Judgement judgement = TreeJudge.create().scanning(NOW).judge(MemorySourceTree.of(head), trusted, trusted);

        assertThat(MESSAGES.overall(REVISION, judgement).title())
                .contains("Scans of local and prod: something no longer counts as before");
        assertThat(judgement.environments()).isNotEmpty().allSatisfy(report -> assertThat(
                        MESSAGES.scan(REVISION, report, Objects.requireNonNull(report.scan()))
                                .summary())
                .contains("A better score than the change deserves?")
                .contains("is excepted from `C-0270` by an annotation of its own, and was not before."));
    }

    @Test
    void scanOfWhatDoesNotRender_couldNotCheckEverything_andTheVerdictIsThatOfTheMistake() {
        Judgement judgement = judge(Map.of("k8s/kustomization.yaml", "resources: [pod.yaml, gone.yaml]\n"));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);

        assertThat(MESSAGES.overall(REVISION, judgement).title())
                .endsWith("Scans of local and prod could not check everything");
    }
}
