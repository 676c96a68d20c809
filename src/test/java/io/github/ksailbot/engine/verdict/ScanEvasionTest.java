package io.github.ksailbot.engine.verdict;

import static io.github.ksailbot.engine.verdict.ScanGateTest.BAD;
import static io.github.ksailbot.engine.verdict.ScanGateTest.BOT;
import static io.github.ksailbot.engine.verdict.ScanGateTest.KSAIL;
import static io.github.ksailbot.engine.verdict.ScanGateTest.NOW;
import static io.github.ksailbot.engine.verdict.ScanGateTest.files;
import static io.github.ksailbot.engine.verdict.ScanGateTest.judge;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.scan.gate.JudgedScanFinding;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.scan.gate.ScanVerdict.Outcome;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ways around a scan that leave its settings alone, or change them so that it does not show. */
class ScanEvasionTest {
    private static final String EXCEPTION = """
        [{"name": "legacy",
          "posturePolicies": [{"controlID": "C-0057"}],
          "resources": [{"attributes": {"tier": "legacy"}}]}]
        """;

    private static Map<String, String> changed(Map<String, String> before, String file, String content) {
        Map<String, String> after = new HashMap<>(before);
        after.put(file, content);
        return after;
    }

    private static List<String> newControls(ScanVerdict scan) {
        return scan.findings().stream()
                .filter(JudgedScanFinding::isNew)
                .map(judged -> judged.finding().control().id())
                .distinct()
                .toList();
    }

    @Test
    void workload_amongTheItemsOfAnotherKind_isScanned() {
        String gadget = "apiVersion: acme.example/v1\nkind: Gadget\nmetadata:\n  name: gadget\nitems:\n  - "
                + BAD.strip().replace("\n", "\n    ") + "\n";
        ScanVerdict scan = judge(files(), changed(files(), "k8s/bad.yaml", gadget));
        assertThat(scan.scores().delta()).isZero();
        assertThat(scan.warnings()).isEmpty();
        assertThat(scan.newFindings()).isZero();
    }

    @Test
    void label_ofAnException_isSaid() {
        Map<String, String> before = changed(files(), "exceptions.json", EXCEPTION);
        ScanVerdict scan = judge(
                before,
                changed(
                        before,
                        "k8s/bad.yaml",
                        BAD.replace("  namespace: web", "  namespace: web\n  labels: {tier: legacy}")));
        assertThat(scan.warnings())
                .containsExactly("`Deployment/web/bad` is excepted from `C-0057` by `legacy`, and was not before.");
    }

    @Test
    void newWorkload_underAnException_isSaid() {
        Map<String, String> before = changed(files(), "exceptions.json", EXCEPTION);
        Map<String, String> after = changed(
                before,
                "k8s/third.yaml",
                BAD.replace("name: bad", "name: third")
                        .replace("  namespace: web", "  namespace: web\n  labels: {tier: legacy}"));
        after.put("k8s/kustomization.yaml", "resources: [bad.yaml, other.yaml, third.yaml]\n");
        assertThat(judge(before, after).warnings())
                .contains("`Deployment/web/third` is excepted from `C-0057` by `legacy`, and was not before.");
    }

    @Test
    void exception_whoseBaseDidNotRender_isNotCalledNew() {
        Map<String, String> before =
                changed(files(), "exceptions.json", EXCEPTION.replace("\"tier\": \"legacy\"", "\"name\": \"bad\""));
        ScanVerdict scan = judge(changed(before, "k8s/kustomization.yaml", "resources: [missing.yaml]\n"), before);
        assertThat(scan.warnings())
                .containsExactly(
                        "`Deployment/web/bad` is excepted from `C-0057` by `legacy`; not everything was rendered"
                                + " before.");
    }

    @Test
    void annotation_thatExceptsOneControlOfSeveral_isSaid() {
        Map<String, String> before = changed(files(), ".github/ksail-bot.yaml", BOT + "  inlineExceptions: true\n");
        ScanVerdict scan = judge(
                before,
                changed(
                        before,
                        "k8s/bad.yaml",
                        BAD.replace(
                                "  namespace: web",
                                "  namespace: web\n  annotations: {kubescape.io/skip-controls: C-0057}")));
        assertThat(scan.warnings())
                .containsExactly(
                        "`Deployment/web/bad` is excepted from `C-0057` by an annotation of its own, and was not"
                                + " before.");
    }

    @Test
    void excludedNamespace_thatLosesOneAndGetsAnother_isSaid() {
        Map<String, String> before = files();
        before.put(
                "k8s/dns.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: dns, namespace: kube-system}}\n");
        before.put("k8s/kustomization.yaml", "resources: [bad.yaml, other.yaml, dns.yaml]\n");
        ScanVerdict scan = judge(
                before,
                changed(
                        before,
                        "k8s/dns.yaml",
                        BAD.replace("name: bad", "name: miner").replace("namespace: web", "namespace: kube-system")));
        assertThat(scan.warnings())
                .containsExactly("One more resource is in namespaces that the settings exclude:"
                        + " `Deployment/kube-system/miner`.");
    }

    @Test
    void clusterScopedResource_isNotExcludedByANamespaceThatItHasNot() {
        Map<String, String> after = changed(files(), "k8s/admin.yaml", """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: admin, namespace: kube-system}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
            subjects: [{kind: ServiceAccount, name: web, namespace: web}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: all, namespace: kube-system}
            rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
            """);
        after.put("k8s/kustomization.yaml", "resources: [bad.yaml, other.yaml, admin.yaml]\n");
        ScanVerdict scan = judge(files(), after);
        assertThat(scan.report().coverage().excluded()).isZero();
        assertThat(newControls(scan)).contains("C-0035");
    }

    @Test
    void listsOfExpressions_areSaidToChange_thoughTheyAreNotTried() {
        ScanVerdict scan = judge(
                files(),
                changed(
                        files(),
                        ".github/ksail-bot.yaml",
                        BOT + "  inputs:\n    sensitiveValuesAllowed: [\".*\"]\n    sensitiveValues: []\n"));
        assertThat(scan.settingsChanges()).containsExactly("The lists that configure controls change.");
    }

    @Test
    void exception_thatReadsLikeTheOneBefore_butMeansMore_isSaid() {
        String narrow = """
            [{"name": "known", "resources": [{"attributes": {"kind": "DaemonSet|Deployment", "name": "bad"}}]}]
            """;
        String wide = """
            [{"name": "known", "resources": [{"attributes": {"kind": "DaemonSet|Deployment, name=bad"}}]}]
            """;
        Map<String, String> before = changed(files(), "exceptions.json", narrow);
        assertThat(judge(before, changed(before, "exceptions.json", wide)).settingsChanges())
                .anyMatch(change -> change.startsWith("Added exception: "));
        String framework = """
            [{"name": "known", "posturePolicies": [{"frameworkName": "nsa", "controlID": "C-0001|C-0057"}],
              "resources": [{"attributes": {"kind": "Pod"}}]}]
            """;
        String every = framework.replace("\"frameworkName\": \"nsa\", \"controlID\": \"", "\"controlID\": \"nsa/");
        before.put("exceptions.json", framework);
        assertThat(judge(before, changed(before, "exceptions.json", every)).settingsChanges())
                .anyMatch(change -> change.startsWith("Added exception: "));
    }

    @Test
    void anotherContainer_inThePlaceOfAKnownOne_isNew() {
        ScanVerdict scan = judge(files(), changed(files(), "k8s/bad.yaml", BAD.replace("name: main", "name: miner")));
        assertThat(newControls(scan)).contains("C-0057");
    }

    @Test
    void containers_inAnotherOrder_areNotNew() {
        String container = BAD.substring(BAD.indexOf("        - name: main"));
        String second = container.replace("main", "second").replace("true", "false");
        Map<String, String> before = changed(files(), "k8s/bad.yaml", BAD + second);
        ScanVerdict scan = judge(before, changed(before, "k8s/bad.yaml", BAD.replace(container, second + container)));
        assertThat(scan.newFindings()).isZero();
    }

    @Test
    void worseCapability_inThePlaceOfAKnownOne_isNew() {
        String before = BAD.replace("privileged: true", "capabilities: {add: [NET_RAW]}");
        Map<String, String> files = changed(files(), "k8s/bad.yaml", before);
        ScanVerdict scan = judge(files, changed(files, "k8s/bad.yaml", before.replace("NET_RAW", "SYS_ADMIN")));
        assertThat(newControls(scan)).contains("C-0046");
    }

    @Test
    void clusterRole_forWhatARoleGave_isNew() {
        String role = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: reader, namespace: web}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
            subjects: [{kind: ServiceAccount, name: web, namespace: web}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reader, namespace: web}
            rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
            """;
        Map<String, String> before = changed(files(), "k8s/rbac.yaml", role);
        before.put("k8s/kustomization.yaml", "resources: [bad.yaml, other.yaml, rbac.yaml]\n");
        String clusterRole =
                role.replace("kind: Role", "kind: ClusterRole").replace(", namespace: web}\nrole", "}\nrole");
        assertThat(newControls(judge(before, changed(before, "k8s/rbac.yaml", clusterRole))))
                .contains("C-0035");
    }

    @Test
    void secondBinding_ofTheSameRole_isNew() {
        String binding = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: all, namespace: web}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
            subjects: [{kind: ServiceAccount, name: web, namespace: web}]
            """;
        String role = """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: all}
            rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
            """;
        Map<String, String> before = changed(files(), "k8s/rbac.yaml", binding + role);
        before.put("k8s/kustomization.yaml", "resources: [bad.yaml, other.yaml, rbac.yaml]\n");
        Map<String, String> after = changed(
                before,
                "k8s/rbac.yaml",
                binding + role + "---\n"
                        + binding.replace("RoleBinding", "ClusterRoleBinding")
                                .replace(", namespace: web}\nrole", "}\nrole"));
        assertThat(newControls(judge(before, after))).contains("C-0035", "C-0015", "C-0053");
    }

    @Test
    void version_thatOnlySomeControlsLookAt_isSaid() {
        Map<String, String> before = changed(files(), "ksail.yaml", KSAIL.replace("nsa, mitre", "AllControls"));
        ScanVerdict scan = judge(before, changed(before, "k8s/bad.yaml", BAD.replace("apps/v1", "apps/v1beta9")));
        assertThat(scan.warnings())
                .anyMatch(warning -> warning.contains("Deployment/web/bad") && warning.contains("apps/v1beta9"));
    }

    @Test
    void threshold_reachedOnlyByWhatIsAdded_isSaid() {
        StringBuilder good = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            good.append("---\n")
                    .append(BAD.replace("name: bad", "name: good-" + i).replace("true", "false"));
        }
        Map<String, String> before = changed(
                files(), "ksail.yaml", KSAIL.replace("nsa, mitre", "mitre").replace("90", "97"));
        Map<String, String> after = changed(before, "k8s/good.yaml", good.toString());
        after.put("k8s/kustomization.yaml", "resources: [bad.yaml, other.yaml, good.yaml]\n");
        ScanVerdict scan = judge(before, after);
        assertThat(scan.scores().after()).isGreaterThan(97);
        assertThat(scan.warnings())
                .containsExactly(
                        "The score reaches the threshold of 97.00%, but would be 94.12% without what this change"
                                + " adds.");
    }

    @Test
    void environment_underAnotherName_isJudgedByTheSettingsOfTheOneThatIsGone() {
        Map<String, String> before = files();
        before.remove(".github/ksail-bot.yaml");
        before.remove("ksail.yaml");
        before.put("ksail.prod.yaml", KSAIL);
        Map<String, String> after = new HashMap<>(before);
        after.remove("ksail.prod.yaml");
        after.put("ksail.live.yaml", KSAIL.substring(0, KSAIL.indexOf("    scan:")));
        SourceTree base = MemorySourceTree.of(before);
        List<EnvironmentReport> reports = TreeJudge.create()
                .scanning(NOW)
                .judge(MemorySourceTree.of(after), base, base)
                .environments();
        EnvironmentReport live = reports.stream()
                .filter(report -> report.environment().value().equals("live"))
                .findFirst()
                .orElseThrow();
        ScanVerdict scan = Objects.requireNonNull(live.scan());
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.newFindings()).isZero();
        assertThat(scan.settingsChanges())
                .contains("The environment `prod` is gone; `live`, which is new, is judged by its settings.");
    }

    @Test
    void generatedConfigMap_thatChanges_isTheSame() {
        String generator = """
            configMapGenerator:
              - name: settings
                namespace: web
                literals: [PASSWORD=c0rrect-h0rse, COLOR=red]
            """;
        Map<String, String> before = changed(files(), "k8s/kustomization.yaml", "resources: [bad.yaml]\n" + generator);
        ScanVerdict scan = judge(
                before,
                changed(
                        before,
                        "k8s/kustomization.yaml",
                        "resources: [bad.yaml]\n" + generator.replace("red", "blue")));
        assertThat(scan.findings())
                .anyMatch(judged -> judged.finding().resource().name().startsWith("settings-"));
        assertThat(scan.newFindings()).isZero();
        assertThat(scan.warnings()).isEmpty();
    }

    @Test
    void chartOfAFleetBundle_thatComesFromElsewhere_isSaidNotToBeScanned() {
        Map<String, String> before = new HashMap<>();
        before.put(".github/ksail-bot.yaml", BOT);
        before.put("web/fleet.yaml", "defaultNamespace: web\n");
        before.put("web/bad.yaml", BAD);
        Map<String, String> after = changed(
                before, "web/fleet.yaml", "defaultNamespace: web\nhelm: {repo: https://charts.example, chart: web}\n");
        after.remove("web/bad.yaml");
        after.put("other/fleet.yaml", "defaultNamespace: web\n");
        after.put(
                "other/quota.yaml", "{apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: web}}\n");
        ScanVerdict scan = judge(before, after);
        assertThat(scan.warnings()).anyMatch(warning -> warning.contains("Deployment/web/bad"));
        assertThat(scan.unseen()).singleElement().asString().contains("`web`");
    }

    @Test
    void changeWithoutCommonHistory_isNotGreenWhereNewFindingsCount() {
        Map<String, String> before = changed(files(), "ksail.yaml", KSAIL.replace("90", "1"));
        ScanVerdict scan = Objects.requireNonNull(TreeJudge.create()
                .scanning(NOW)
                .judge(MemorySourceTree.of(before), MemorySourceTree.of(before), null)
                .environments()
                .get(0)
                .scan());
        assertThat(scan.outcome()).isEqualTo(Outcome.COULD_NOT_CHECK);
        assertThat(scan.reasons()).singleElement().asString().contains("no commit in common");
    }

    @Test
    void serviceThatStays_isNotTakenForWhatBecameOfItsWorkload() {
        Map<String, String> before = files();
        before.put("k8s/other.yaml", "{apiVersion: v1, kind: Service, metadata: {name: bad, namespace: web}}\n");
        ScanVerdict scan = judge(before, changed(before, "k8s/kustomization.yaml", "resources: [other.yaml]\n"));
        assertThat(scan.warnings())
                .contains("`Deployment/web/bad` failed before and is not looked at any more:"
                        + " it is not rendered any more.");
    }

    @Test
    @Timeout(20)
    void manyExceptions_ofTheChange_costLittle_andNothingBeyondTheirLimitIsExcepted() {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i < 15_000; i++) {
            many.append("{\"name\": \"n\", \"resources\": [{\"attributes\": {\"kind\": \"x")
                    .append(i)
                    .append("\"}}]},");
        }
        many.append("{\"name\": \"all\", \"resources\": [{\"attributes\": {\"kind\": \".*\"}}]}]");
        Map<String, String> before = files();
        StringBuilder deployments = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            deployments.append("---\n").append(BAD.replace("name: bad", "name: bad-" + i));
        }
        before.put("k8s/bad.yaml", deployments.toString());
        ScanVerdict scan = judge(before, changed(before, "exceptions.json", many.toString()));
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.settingsChanges()).hasSizeGreaterThan(15_000);
        assertThat(Objects.requireNonNull(scan.proposed()).after()).isLessThan(100);
    }
}
