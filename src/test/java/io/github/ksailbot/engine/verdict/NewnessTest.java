package io.github.ksailbot.engine.verdict;

import static io.github.ksailbot.engine.verdict.ScanGateTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ksailbot.engine.scan.gate.JudgedScanFinding;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is called new, by both gates: a container without a quoted port is a mistake of its schema, and has no limits. */
class NewnessTest {
    private static final String WRONG = "        - {name: web, image: app, ports: [{containerPort: http}]}\n";
    private static final String OTHER = "        - {name: side, image: app, ports: [{containerPort: dns}]}\n";
    private static final String FLUX_CLUSTER =
            "apiVersion: ksail.io/v1alpha1\nkind: Cluster\nspec: {cluster: {gitOpsEngine: Flux}, workload:"
                    + " {sourceDirectory: k8s}}\n";
    private static final String ENTRY = "k8s/kustomization.yaml";

    @Test
    void findingWhoseLineMoved_isOld() {
        EnvironmentReport report = judge(files(WRONG), changed("k8s/app.yaml", "# above\n\n" + app(WRONG)));
        assertThat(fields(report, false)).containsExactly("spec.template.spec.containers[0].ports[0].containerPort");
        assertThat(fields(report, true)).isEmpty();
        assertThat(scan(report).newFindings()).isZero();
    }

    @Test
    void findingWhoseItemMoved_isOld_andThatOfTheItemInItsPlaceIsNew() {
        EnvironmentReport report = judge(files(WRONG), files(OTHER + WRONG));
        assertThat(fields(report, true)).containsExactly("spec.template.spec.containers[0].ports[0].containerPort");
        assertThat(fields(report, false)).containsExactly("spec.template.spec.containers[1].ports[0].containerPort");
        assertThat(scan(report).findings())
                .filteredOn(judged -> judged.finding().field().contains("containers[0].resources.limits"))
                .isNotEmpty()
                .allMatch(JudgedScanFinding::isNew);
        assertThat(scan(report).findings())
                .filteredOn(judged -> judged.finding().field().contains("containers[1].resources.limits"))
                .isNotEmpty()
                .noneMatch(JudgedScanFinding::isNew);
    }

    @Test
    void secondEqualFinding_isNew() {
        EnvironmentReport report = judge(files(WRONG), files(WRONG + WRONG));
        assertThat(report.newErrors()).isEqualTo(1);
        assertThat(report.oldErrors()).isEqualTo(1);
        assertThat(scan(report).findings())
                .filteredOn(judged -> judged.finding().control().id().equals("C-0270"))
                .extracting(JudgedScanFinding::isNew)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void findingsOfARenamedFile_areOld() {
        Map<String, String> after = files(WRONG);
        after.put("k8s/renamed.yaml", Objects.requireNonNull(after.remove("k8s/app.yaml")));
        after.put(ENTRY, "resources: [renamed.yaml]\n");
        EnvironmentReport report = judge(files(WRONG), after);
        assertThat(report.newErrors()).isZero();
        assertThat(report.oldErrors()).isEqualTo(1);
        assertThat(scan(report).newFindings()).isZero();
    }

    @Test
    void generatedConfigMapWhoseContentChanged_isTheSameResource() {
        Map<String, String> before = files(WRONG);
        before.put(
                ENTRY,
                "resources: [app.yaml]\n"
                        + "configMapGenerator: [{name: m, literals: [a=1]}]\n"
                        + "patches: [{target: {kind: ConfigMap}, patch: '- {op: add, path: /immutable, value:"
                        + " maybe}'}]\n");
        Map<String, String> after = new HashMap<>(before);
        after.computeIfPresent(ENTRY, (file, text) -> text.replace("a=1", "a=2"));
        EnvironmentReport report = judge(before, after);
        assertThat(fields(report, false)).contains("immutable");
        assertThat(report.newErrors()).isZero();
    }

    /** One failure of a control with several fields to set. */
    @Test
    void limitThatGoesBesideOneThatIsMissing_isNew() {
        String one = "        - {name: web, image: app, resources: {limits: {memory: 1Gi}}}\n";
        EnvironmentReport report = judge(files(one), files("        - {name: web, image: app}\n"));
        assertThat(marks(report, "C-0009")).isNotEmpty().containsOnly(true);
        assertThat(marks(judge(files("        - {name: web, image: app}\n"), files(one)), "C-0009"))
                .isNotEmpty()
                .containsOnly(false);
    }

    @Test
    void oneMoreDroppedCapability_makesTheMissingOneNotNew() {
        String one = "        - {name: web, image: app, securityContext: {capabilities: {drop: [CHOWN]}}}\n";
        EnvironmentReport report = judge(files(one), files(one.replace("CHOWN", "CHOWN, KILL")));
        assertThat(scan(report).findings())
                .filteredOn(judged -> judged.finding().field().contains("capabilities.drop["))
                .isNotEmpty()
                .noneMatch(JudgedScanFinding::isNew);
    }

    @Test
    void findingOfAFileThatNothingReaches_isOld_whenItsItemMoves() {
        Map<String, String> before = files(WRONG);
        before.put(ENTRY, "resources: []\n");
        Map<String, String> after = new HashMap<>(before);
        after.put("k8s/app.yaml", app(OTHER + WRONG));
        MemorySourceTree base = MemorySourceTree.of(before);
        assertThat(TreeJudge.create()
                        .judge(MemorySourceTree.of(after), base, base)
                        .unreached())
                .filteredOn(judged -> judged.finding().rule().value().equals("schema/wrong-type"))
                .extracting(judged -> judged.finding().field().contains("containers[0]"), JudgedFinding::isNew)
                .containsExactlyInAnyOrder(tuple(true, true), tuple(false, false));
    }

    /** One cluster gets a resource twice: each finding goes by the names of the resource that it is about. */
    @Test
    void findingsOfTwoResourcesOfOneName_goByTheirOwnItems() {
        Map<String, String> before = files(WRONG);
        String right = "        - {name: other, image: app}\n        - {name: more, image: app}\n";
        before.put("ksail.yaml", FLUX_CLUSTER);
        before.put("k8s/kustomization.yaml", "resources: [flux.yaml]\n");
        before.put("k8s/flux.yaml", part("one") + "---\n" + part("two"));
        before.put("one/kustomization.yaml", "resources: [app.yaml]\n");
        before.put("two/kustomization.yaml", "resources: [app.yaml]\n");
        before.put("one/app.yaml", app(right));
        before.put("two/app.yaml", app(WRONG));
        Map<String, String> after = new HashMap<>(before);
        after.put("two/app.yaml", app("        - {name: side, image: app}\n" + WRONG));
        assertThat(fields(judge(before, after), false))
                .containsOnlyOnce("spec.template.spec.containers[1].ports[0].containerPort");
    }

    @Test
    void baseThatDidNotRender_makesNothingNew_andHidesNothing_andIsSaid() {
        Map<String, String> before = files(WRONG);
        before.put(ENTRY, "resources: [app.yaml\n");
        EnvironmentReport report = judge(before, files(WRONG));
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.compared()).isFalse();
        assertThat(report.findings())
                .extracting(judged -> judged.finding().rule().value())
                .containsExactly("schema/wrong-type", "base/not-rendered");
        assertThat(scan(report).compared()).isFalse();
        assertThat(scan(report).findings()).isNotEmpty();
        assertThat(scan(report).warnings())
                .anyMatch(warning -> warning.contains("nobody knows which findings are new"));
    }

    @Test
    void baseThatFailedInTheSameWay_isCompared() {
        Map<String, String> before = files(WRONG);
        before.put(ENTRY, "resources: [app.yaml, gone.yaml]\n");
        EnvironmentReport report = judge(before, before);
        assertThat(report.compared()).isTrue();
        assertThat(report.oldErrors()).isPositive();
        assertThat(report.findings()).noneMatch(JudgedFinding::isNew);
        assertThat(scan(report).compared()).isTrue();
    }

    @Test
    void newMistake_beyondABaseThatFails_stillFails() {
        Map<String, String> before = files(WRONG);
        before.put(ENTRY, "resources: [app.yaml, gone.yaml]\n");
        Map<String, String> after = new HashMap<>(before);
        after.put(ENTRY, "resources: [app.yaml, gone.yaml, lost.yaml]\n");
        EnvironmentReport report = judge(before, after);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.compared()).isFalse();
        assertThat(report.oldErrors()).isEqualTo(2);
        assertThat(report.newErrors()).isEqualTo(1);
    }

    private static List<Boolean> marks(EnvironmentReport report, String control) {
        return scan(report).findings().stream()
                .filter(judged -> judged.finding().control().id().equals(control))
                .map(JudgedScanFinding::isNew)
                .toList();
    }

    private static String part(String path) {
        return """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: %s, namespace: flux-system}
            spec: {path: ./%s, interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
            """.formatted(path, path);
    }

    private static ScanVerdict scan(EnvironmentReport report) {
        return Objects.requireNonNull(report.scan());
    }

    private static List<String> fields(EnvironmentReport report, boolean isNew) {
        return report.findings().stream()
                .filter(judged -> judged.isNew() == isNew)
                .map(judged -> judged.finding().field())
                .toList();
    }

    private static Map<String, String> files(String containers) {
        Map<String, String> files = new HashMap<>();
        files.put(
                "ksail.yaml",
                "apiVersion: ksail.io/v1alpha1\nkind: Cluster\nspec: {workload: {sourceDirectory: k8s}}\n");
        files.put(".github/ksail-bot.yaml", "scan: {frameworks: [AllControls]}\n");
        files.put(ENTRY, "resources: [app.yaml]\n");
        files.put("k8s/app.yaml", app(containers));
        return files;
    }

    private static Map<String, String> changed(String file, String text) {
        Map<String, String> files = files(WRONG);
        files.put(file, text);
        return files;
    }

    private static String app(String containers) {
        return """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: app, namespace: x}
            spec:
              selector: {matchLabels: {app: app}}
              template:
                metadata: {labels: {app: app}}
                spec:
                  containers:
            """ + containers.indent(2);
    }

    private static EnvironmentReport judge(Map<String, String> before, Map<String, String> after) {
        MemorySourceTree base = MemorySourceTree.of(before);
        return TreeJudge.create()
                .scanning(NOW)
                .judge(MemorySourceTree.of(after), base, base)
                .environments()
                .get(0);
    }
}
