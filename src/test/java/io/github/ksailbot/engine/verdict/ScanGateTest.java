package io.github.ksailbot.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.scan.ScanMemo;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.scan.gate.ScanVerdict.Outcome;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pull request may try to get a better score than it deserves: never without it being said. */
class ScanGateTest {
    static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    static final String KSAIL = """
        apiVersion: ksail.io/v1alpha1
        kind: Cluster
        spec:
          workload:
            sourceDirectory: k8s
            scan:
              frameworks: [nsa, mitre]
              complianceThreshold: 90
              exceptions: exceptions.json
        """;
    static final String BOT = """
        scan:
          failOnNew: high
          excludedNamespaces: [kube-system]
        """;
    static final String BAD = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: bad
          namespace: web
        spec:
          template:
            spec:
              containers:
                - name: main
                  image: nginx
                  securityContext:
                    privileged: true
        """;

    static Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        files.put("ksail.yaml", KSAIL);
        files.put(".github/ksail-bot.yaml", BOT);
        files.put("exceptions.json", "[]");
        files.put("k8s/kustomization.yaml", "resources: [bad.yaml, other.yaml]\n");
        files.put("k8s/bad.yaml", BAD);
        files.put("k8s/other.yaml", BAD.replace("name: bad", "name: other"));
        return files;
    }

    private static ScanVerdict judge(Consumer<Map<String, String>> change) {
        return Objects.requireNonNull(report(change).scan());
    }

    private static EnvironmentReport report(Consumer<Map<String, String>> change) {
        SourceTree base = MemorySourceTree.of(files());
        Map<String, String> changed = files();
        change.accept(changed);
        return TreeJudge.create()
                .scanning(NOW)
                .judge(MemorySourceTree.of(changed), base, base)
                .environments()
                .get(0);
    }

    @Test
    void unchanged_hasTheSameScore_andNothingNew() {
        ScanVerdict scan = judge(files -> {});
        assertThat(scan.scores().delta()).isZero();
        assertThat(scan.newFindings()).isZero();
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.reasons()).singleElement().asString().contains("below the threshold of 90.00%");
        assertThat(scan.proposed()).isNull();
        assertThat(scan.warnings()).isEmpty();
    }

    @Test
    void newFindings_comeFirst_andFailByTheirSeverity() {
        ScanVerdict scan = judge(files -> files.put(
                "k8s/bad.yaml", BAD.replace("      containers:", "      hostNetwork: true\n      containers:")));
        assertThat(scan.newFindings()).isPositive();
        assertThat(scan.findings().get(0).isNew()).isTrue();
        assertThat(scan.reasons()).anyMatch(reason -> reason.contains("of severity High or worse"));
    }

    @Test
    void changeOfOneFile_scansThatResourceAlone_andTheNextCommitNothingElse() {
        ScanMemo memo = ScanMemo.ofBytes(1 << 24);
        TreeJudge judge = TreeJudge.create().scanning(NOW, memo);
        SourceTree base = MemorySourceTree.of(files());
        judge.judge(base, base, base);
        assertThat(memo.size()).isEqualTo(2);
        for (int commit = 1; commit <= 2; commit++) {
            Map<String, String> changed = files();
            changed.put("k8s/bad.yaml", BAD.replace("image: nginx", "image: nginx:" + commit));
            judge.judge(MemorySourceTree.of(changed), base, base);
            assertThat(memo.size()).isEqualTo(2 + commit);
        }
    }

    @Test
    void removedFramework_countsOnlyOnceMerged_andIsShownUnderBothSettings() {
        ScanVerdict scan = judge(files -> files.put("ksail.yaml", KSAIL.replace("nsa, mitre", "mitre")));
        assertThat(scan.report().frameworks()).hasSize(2);
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.settingsChanges()).containsExactly("Removed framework: `nsa`.");
        assertThat(Objects.requireNonNull(scan.proposed()).after())
                .isNotEqualTo(scan.scores().after());
        assertThat(scan.proposed().before()).isNotNull();
    }

    @Test
    void loweredThreshold_doesNotCount() {
        ScanVerdict scan = judge(files -> files.put("ksail.yaml", KSAIL.replace("90", "0")));
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.settingsChanges()).containsExactly("The threshold goes from 90% to 0%.");
    }

    @Test
    void removedScanSection_isStillScanned() {
        ScanVerdict scan = judge(files -> {
            files.put("ksail.yaml", KSAIL.substring(0, KSAIL.indexOf("    scan:")));
            files.remove(".github/ksail-bot.yaml");
        });
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.settingsChanges()).contains("No scan is asked for any more.");
    }

    @Test
    void addedException_doesNotCount_andIsShown() {
        ScanVerdict scan = judge(files -> files.put(
                "exceptions.json", "[{\"name\": \"all\", \"resources\": [{\"attributes\": {\"kind\": \".*\"}}]}]"));
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.report().coverage().excepted()).isZero();
        assertThat(scan.settingsChanges()).singleElement().asString().startsWith("Added exception: `all");
        assertThat(Objects.requireNonNull(scan.proposed()).after())
                .isGreaterThan(scan.scores().after());
    }

    @Test
    void inlineException_ofTheChange_doesNotCountWhereTheBaseDoesNotAllowIt() {
        ScanVerdict scan = judge(files -> {
            files.put(".github/ksail-bot.yaml", BOT + "  inlineExceptions: true\n");
            files.put(
                    "k8s/bad.yaml",
                    BAD.replace(
                            "  namespace: web",
                            "  namespace: web\n  annotations:\n    kubescape.io/skip-controls: C-0057"));
        });
        assertThat(scan.report().coverage().excepted()).isZero();
        assertThat(scan.settingsChanges()).containsExactly("Resources may except themselves.");
    }

    @Test
    void workload_movedToAnExcludedNamespace_isSaid() {
        ScanVerdict scan =
                judge(files -> files.put("k8s/bad.yaml", BAD.replace("namespace: web", "namespace: kube-system")));
        assertThat(scan.warnings())
                .anyMatch(warning -> warning.contains("Deployment/web/bad")
                        && warning.contains("in the namespace `kube-system` now, which the settings exclude"));
    }

    @Test
    void workload_underAKindThatNoControlLooksAt_isSaid() {
        ScanVerdict scan = judge(files -> files.put(
                "k8s/bad.yaml",
                BAD.replace("apps/v1", "acme.example/v1").replace("kind: Deployment", "kind: Rollout")));
        assertThat(scan.warnings())
                .anyMatch(warning -> warning.contains("there is a `acme.example/v1 Rollout` of its name now"));
    }

    @Test
    void workload_underAVersionThatNoControlLooksAt_isSaid() {
        ScanVerdict scan = judge(files -> files.put("k8s/bad.yaml", BAD.replace("apps/v1", "apps/v1beta9")));
        assertThat(scan.warnings()).anyMatch(warning -> warning.contains("no control looks at its version"));
    }

    @Test
    void workload_thatIsGone_isSaid_withTheScoreThatWouldBe() {
        ScanVerdict scan = judge(files -> {
            files.put(
                    "k8s/other.yaml",
                    BAD.replace("name: bad", "name: other").replace("privileged: true", "privileged: false"));
            files.put("k8s/kustomization.yaml", "resources: [other.yaml]\n");
        });
        assertThat(scan.warnings()).anyMatch(warning -> warning.contains("it is not rendered any more"));
        assertThat(scan.warnings()).anyMatch(warning -> warning.startsWith("The score rises from "));
    }

    @Test
    void brokenRendering_isNeverGreen() {
        ScanVerdict scan = judge(files -> {
            files.put("k8s/kustomization.yaml", "resources: [bad.yaml, missing.yaml]\n");
            files.put("k8s/bad.yaml", BAD.replace("privileged: true", "privileged: false"));
        });
        assertThat(scan.outcome()).isNotEqualTo(Outcome.PASSED);
        assertThat(scan.reasons()).anyMatch(reason -> reason.startsWith("Not everything could be rendered"));
    }

    @Test
    void brokenRendering_looksLikeNoDeletion() {
        ScanVerdict scan = judge(files -> files.put("k8s/kustomization.yaml", "resources: [\n"));
        assertThat(scan.reasons()).noneMatch(reason -> reason.startsWith("Nothing is left to scan"));
        assertThat(scan.warnings())
                .anyMatch(warning -> warning.startsWith("Of 2 resources that failed before nothing is known"))
                .noneMatch(warning -> warning.contains("not rendered any more"))
                .noneMatch(warning -> warning.contains("The score rises"));
        assertThat(scan.scores().before()).isNull();
    }

    @Test
    void brokenRendering_ofTheBase_makesNothingNew_andIsNeverGreen() {
        Map<String, String> broken = files();
        broken.put("k8s/kustomization.yaml", "resources: [\n");
        broken.put("ksail.yaml", KSAIL.replace("complianceThreshold: 90", "complianceThreshold: 1"));
        Map<String, String> head = files();
        head.put("ksail.yaml", broken.getOrDefault("ksail.yaml", ""));
        SourceTree base = MemorySourceTree.of(broken);

        ScanVerdict scan = Objects.requireNonNull(TreeJudge.create()
                .scanning(NOW)
                .judge(MemorySourceTree.of(head), base, base)
                .environments()
                .get(0)
                .scan());

        assertThat(scan.outcome()).isEqualTo(Outcome.COULD_NOT_CHECK);
        assertThat(scan.reasons())
                .containsExactly(
                        "Not everything could be rendered before this change, so that nobody knows which findings are"
                                + " new.");
        assertThat(scan.scores().before()).isNull();
    }

    @Test
    void emptyClosure_isNeverGreen() {
        ScanVerdict scan = judge(files -> files.put("k8s/kustomization.yaml", "resources: []\n"));
        assertThat(scan.outcome()).isEqualTo(Outcome.COULD_NOT_CHECK);
        assertThat(scan.reasons()).anyMatch(reason -> reason.startsWith("Nothing is left to scan"));
    }

    @Test
    void resourcesThatNoControlLooksAt_areNeverGreen() {
        ScanVerdict scan = judge(files -> {
            String gadget = "{apiVersion: acme.example/v1, kind: Gadget, metadata: {name: NAME, namespace: web}}\n";
            files.put("k8s/bad.yaml", gadget.replace("NAME", "bad"));
            files.put("k8s/other.yaml", gadget.replace("NAME", "other"));
        });
        assertThat(scan.scores().after()).isEqualTo(100f);
        assertThat(scan.outcome()).isEqualTo(Outcome.COULD_NOT_CHECK);
        assertThat(scan.reasons()).anyMatch(reason -> reason.startsWith("No control looks at any of the 2 resources"));
    }

    @Test
    void workload_keptOutOfTheCluster_byAnAnnotation_isSaid() {
        ScanVerdict scan = judge(files -> files.put(
                "k8s/bad.yaml",
                BAD.replace(
                        "  namespace: web",
                        "  namespace: web\n  annotations: {config.kubernetes.io/local-config: \"true\"}")));
        assertThat(scan.warnings())
                .anyMatch(
                        warning -> warning.contains("Deployment/web/bad") && warning.contains("not rendered any more"));
    }

    @Test
    void workload_underAnotherName_isSaid_andItsFindingsAreNew() {
        ScanVerdict scan = judge(files -> files.put("k8s/bad.yaml", BAD.replace("name: bad", "name: renamed")));
        assertThat(scan.warnings()).anyMatch(warning -> warning.contains("`Deployment/web/bad` failed before"));
        assertThat(scan.newFindings()).isPositive();
    }

    @Test
    void ksailFile_thatIsGone_losesNeitherSettingsNorWorkloadsInSilence() {
        Map<String, String> changed = files();
        changed.remove("ksail.yaml");
        SourceTree base = MemorySourceTree.of(files());
        List<EnvironmentReport> reports = TreeJudge.create()
                .scanning(NOW)
                .judge(MemorySourceTree.of(changed), base, base)
                .environments();
        assertThat(reports).isNotEmpty().allSatisfy(report -> {
            boolean isGreen = report.scan() != null && report.scanVerdict() == Verdict.PASSED;
            assertThat(isGreen).isFalse();
        });
    }

    @Test
    void settingsFiles_thatAreGone_stillCount_andAreSaid() {
        ScanVerdict bot = judge(files -> {
            files.remove(".github/ksail-bot.yaml");
            files.put("k8s/bad.yaml", BAD.replace("namespace: web", "namespace: kube-system"));
        });
        assertThat(bot.settingsChanges())
                .anyMatch(change -> change.contains("from severity `High` on before, from `none` on after"))
                .anyMatch(change -> change.equals("Removed excluded namespace: `kube-system`."));
        assertThat(bot.report().coverage().excluded()).isEqualTo(1);
        Map<String, String> before = files();
        before.put("exceptions.json", """
            [{"name": "known", "resources": [{"attributes": {"name": "bad"}}]}]
            """);
        Map<String, String> after = new HashMap<>(before);
        after.remove("exceptions.json");
        ScanVerdict exceptions = judge(before, after);
        assertThat(exceptions.report().coverage().excepted()).isPositive();
        assertThat(exceptions.settingsChanges()).anyMatch(change -> change.startsWith("Removed exception: "));
    }

    /** Flux leaves alone what is suspended, but it runs on: what is declared is what counts. */
    @Test
    void fluxKustomization_thatIsSuspendedOrNotPruned_isScannedAsBefore() {
        String apps = """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: apps, namespace: flux-system}
            spec:
              interval: 10m
              prune: true
              path: ./apps
              sourceRef: {kind: OCIRepository, name: flux-system}
            """;
        Map<String, String> before = files();
        before.put("ksail.yaml", KSAIL.replace("  workload:", "  cluster: {gitOpsEngine: Flux}\n  workload:"));
        before.put("k8s/kustomization.yaml", "resources: [apps.yaml]\n");
        before.put("k8s/apps.yaml", apps);
        before.put("k8s/apps/bad.yaml", BAD);
        for (String hiding : List.of(
                apps + "  suspend: true\n",
                apps.replace("prune: true", "prune: false"),
                apps.replace(
                        "name: apps, namespace: flux-system",
                        "name: apps, namespace: flux-system,"
                                + " annotations: {kustomize.toolkit.fluxcd.io/reconcile: disabled}"))) {
            Map<String, String> after = new HashMap<>(before);
            after.put("k8s/apps.yaml", hiding);
            ScanVerdict scan = judge(before, after);
            assertThat(scan.scores().delta()).as(hiding).isZero();
            assertThat(scan.outcome()).as(hiding).isEqualTo(Outcome.FAILED);
            assertThat(scan.report().coverage().tested()).isPositive();
        }
    }

    static ScanVerdict judge(Map<String, String> before, Map<String, String> after) {
        SourceTree base = MemorySourceTree.of(before);
        return Objects.requireNonNull(TreeJudge.create()
                .scanning(NOW)
                .judge(MemorySourceTree.of(after), base, base)
                .environments()
                .get(0)
                .scan());
    }

    @Test
    void brokenSettings_ofTheBase_areNeverGreen() {
        Map<String, String> files = files();
        files.put("exceptions.json", "{");
        files.put("ksail.yaml", KSAIL.replace("90", "0"));
        SourceTree tree = MemorySourceTree.of(files);
        EnvironmentReport report = TreeJudge.create()
                .scanning(NOW)
                .judge(tree, tree, tree)
                .environments()
                .get(0);
        assertThat(report.scanVerdict()).isEqualTo(Verdict.COULD_NOT_CHECK);
    }

    @Test
    void scan_isPartOfTheVerdict_andOnlyWhereSomebodyAsksForIt() {
        SourceTree tree = MemorySourceTree.of(files());
        assertThat(TreeJudge.create().scanning(NOW).judge(tree, tree, tree).verdict())
                .isEqualTo(Verdict.FAILED);
        Map<String, String> silent = files();
        silent.put("ksail.yaml", KSAIL.substring(0, KSAIL.indexOf("    scan:")));
        silent.remove(".github/ksail-bot.yaml");
        SourceTree other = MemorySourceTree.of(silent);
        assertThat(TreeJudge.create()
                        .scanning(NOW)
                        .judge(other, other, other)
                        .environments()
                        .get(0)
                        .scan())
                .isNull();
    }

    @Test
    @Timeout(20)
    void hostileSettings_ofTheChange_costNoTime_andDoNotCount() {
        String value = "(a+)+(a+)+(a+)+b";
        ScanVerdict scan = judge(files -> {
            files.put(
                    "exceptions.json",
                    "[{\"name\": \"x\", \"resources\": [{\"attributes\": {\"name\": \"" + value + "\"}}]}]");
            files.put(
                    ".github/ksail-bot.yaml",
                    BOT + "  inputs:\n    sensitiveValues: [\"" + value + "\"]\n  controls: controls\n");
            files.put("controls/own.yaml", "id: EVIL-1\nfails: '[1].all(x, [1].all(y, true))'\n");
            files.put("k8s/bad.yaml", BAD.replace("name: bad", "name: " + "a".repeat(60)));
        });
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.settingsChanges()).contains("The repository's own controls change.");
        assertThat(scan.report().controls())
                .noneMatch(control -> control.control().id().equals("EVIL-1"));
    }
}
