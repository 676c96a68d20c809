package io.github.ksailbot.engine.scan;

import static io.github.ksailbot.engine.scan.CpuLimits.TWO_PODS;
import static io.github.ksailbot.engine.scan.CpuLimits.cpuLimits;
import static io.github.ksailbot.engine.scan.CpuLimits.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Statuses, exceptions, exclusions and places of a scan, with the control C-0270 (limits of CPU) as the example. */
class ScannerTest {
    @Test
    void missingField_isFoundAtItsNearestWrittenAncestor() {
        ScanReport report = scan(Manifests.all(TWO_PODS), ScanSettings.DEFAULT);
        ScanFinding finding = report.findings().stream()
                .filter(one -> one.control().id().equals("C-0270"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.location()).hasToString("app.yaml:10:7");
        assertThat(finding.field()).isEqualTo("spec.containers[0].resources.limits.cpu");
        assertThat(finding.fix()).isEqualTo("Add `resources: {limits: {cpu: …}}` to `spec.containers[0]`.");
        assertThat(finding.resource()).hasToString("Pod/web/free");
    }

    @Test
    void compliance_isTheShareOfPassedResources() {
        ControlResult result = cpuLimits(scan(Manifests.all(TWO_PODS), ScanSettings.DEFAULT));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.compliance()).isEqualTo(50f);
    }

    @Test
    void control_withoutResources_isIrrelevantAndFull() {
        ControlResult result = cpuLimits(scan(List.of(), ScanSettings.DEFAULT));
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.subStatus()).isEqualTo(SubStatus.IRRELEVANT);
        assertThat(result.compliance()).isEqualTo(100f);
    }

    private static ControlResult control(ScanReport report, String id) {
        return report.controls().stream()
                .filter(control -> control.control().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void resource_thatIsThereTwice_countsOnce_andAsTheWorst() {
        String better = "apiVersion: v1\nkind: Pod\nmetadata: {name: free, namespace: web}\nspec: {containers: [{name:"
                + " main, resources: {limits: {cpu: 1}}}]}\n";
        ControlResult result =
                cpuLimits(scan(Manifests.all(TWO_PODS + "---\n" + better + "---\n" + better), ScanSettings.DEFAULT));
        assertThat(result.resources()).hasSize(4);
        assertThat(result.counts().passed()).isEqualTo(1);
        assertThat(result.counts().failed()).isEqualTo(1);
        assertThat(result.compliance()).isEqualTo(50f);
    }

    @Test
    void control_ofWhatFilesNeverHave_countsAsInKubescape_andIsSaidToBeOpen() {
        ScanReport report = scan(Manifests.all(TWO_PODS), ScanSettings.DEFAULT);
        ControlResult psp = control(report, "C-0068");
        assertThat(psp.status()).isEqualTo(Status.PASSED);
        assertThat(psp.subStatus()).isEqualTo(SubStatus.IRRELEVANT);
        assertThat(psp.compliance()).isEqualTo(100f);
        assertThat(psp.isDecided()).isFalse();
        assertThat(report.coverage().skipped())
                .hasEntrySatisfying("C-0068", reason -> assertThat(reason).contains("ClusterDescribe"));
    }

    @Test
    void control_thatAsksARegistry_leavesOpenWhatItWouldLookAt() {
        ScanReport report = scan(Manifests.all(TWO_PODS), ScanSettings.DEFAULT.withFrameworks(List.of("allcontrols")));
        ControlResult signed = control(report, "C-0237");
        assertThat(signed.status()).isEqualTo(Status.SKIPPED);
        assertThat(signed.subStatus()).isEqualTo(SubStatus.NOT_EVALUATED);
        assertThat(signed.counts().skipped()).isEqualTo(2);
        assertThat(signed.compliance()).isZero();
        ControlResult verified = control(report, "C-0236");
        assertThat(verified.subStatus()).isEqualTo(SubStatus.CONFIGURATION);
        assertThat(verified.compliance()).isZero();
        ScanReport nothing = scan(List.of(), ScanSettings.DEFAULT.withFrameworks(List.of("allcontrols")));
        assertThat(control(nothing, "C-0237").compliance()).isEqualTo(100f);
    }

    @Test
    void securityContext_isJudgedByTheRulesThatFilesSatisfy() {
        ScanReport report = scan(Manifests.all(TWO_PODS), ScanSettings.DEFAULT.withFrameworks(List.of("security")));
        ControlResult context = control(report, "C-0211");
        assertThat(context.isDecided()).isTrue();
        assertThat(context.counts().failed()).isEqualTo(2);
        assertThat(context.resources().get(0).rules()).hasSize(14);
        assertThat(report.coverage().skipped()).doesNotContainKey("C-0211");
    }

    @Test
    void framework_thatLooksAtNothing_isFullAndVacuous() {
        ScanReport report = scan(
                Manifests.all("{apiVersion: acme.example/v1, kind: Gadget, metadata: {name: g}}"),
                ScanSettings.DEFAULT);
        assertThat(report.compliance()).isEqualTo(100f);
        assertThat(report.coverage().isVacuous()).isTrue();
        assertThat(report.coverage().vacuous()).containsExactly("NSA");
        assertThat(scan(Manifests.all(TWO_PODS), ScanSettings.DEFAULT)
                        .coverage()
                        .vacuous())
                .isEmpty();
    }

    @Test
    void control_thatNobodyConfigured_saysNothingAndIsSkipped() {
        ScanReport report = scan(Manifests.all(TWO_PODS), ScanSettings.DEFAULT.withFrameworks(List.of("AllControls")));
        ControlResult registries = report.controls().stream()
                .filter(control -> control.control().id().equals("C-0001"))
                .findFirst()
                .orElseThrow();
        assertThat(registries.status()).isEqualTo(Status.SKIPPED);
        assertThat(registries.subStatus()).isEqualTo(SubStatus.CONFIGURATION);
        assertThat(registries.compliance()).isZero();
    }

    @Test
    void threshold_failsBelow_notAt() {
        assertThat(ScanSettings.DEFAULT.withThreshold(80).isBelowThreshold(80f)).isFalse();
        assertThat(ScanSettings.DEFAULT.withThreshold(80).isBelowThreshold(79.99f))
                .isTrue();
        assertThat(ScanSettings.DEFAULT.isBelowThreshold(0f)).isFalse();
    }

    @Test
    void score_justBelowTheThreshold_doesNotReadAsIfItMetIt() {
        List<Manifest> pods = Manifests.all(TWO_PODS);
        float score = scan(pods, ScanSettings.DEFAULT).compliance();
        ScanReport below = scan(pods, ScanSettings.DEFAULT.withThreshold(score + 0.0001f));
        assertThat(below.isBelowThreshold()).isTrue();
        assertThat(Float.parseFloat(below.complianceText()))
                .isLessThan(below.settings().threshold());
        assertThat(scan(pods, ScanSettings.DEFAULT.withThreshold(99)).complianceText())
                .matches("\\d+\\.\\d\\d");
    }

    @Test
    void expressionOfAnInput_thatCannotBeUsed_isAnError() {
        ScanSettings settings = new ScanSettings(
                List.of("nsa"),
                0,
                null,
                Map.of("sensitiveValues", List.of("(?<!x)key", "AKIA[0-9]+"), "insecureCapabilities", List.of("(")),
                List.of(),
                false,
                List.of());
        assertThat(scan(List.of(), settings).problems()).singleElement().satisfies(problem -> assertThat(
                        problem.message())
                .isEqualTo("`(?<!x)key` of the list `sensitiveValues` is no regular expression that can be used."));
    }

    @Test
    void frameworks_areFoundInAnyCase_andTheUnknownIsAnError() {
        ScanReport report = scan(List.of(), ScanSettings.DEFAULT.withFrameworks(List.of("MiTrE", "nsaa")));
        assertThat(report.frameworks()).extracting(FrameworkResult::name).containsExactly("MITRE");
        assertThat(report.problems()).hasSize(1);
        assertThat(report.problems().get(0).fix()).isEqualTo("Did you mean `NSA`?");
    }

    @Test
    void frameworks_haveTheControlsOfAFileScan() {
        Map<String, Integer> sizes = Catalog.kubescape().frameworks().values().stream()
                .collect(java.util.stream.Collectors.toMap(
                        framework -> framework.name(),
                        framework -> framework.controls().size()));
        assertThat(sizes)
                .containsEntry("AllControls", 122)
                .containsEntry("NSA", 20)
                .containsEntry("MITRE", 17)
                .containsEntry("security", 28)
                .containsEntry("SOC2", 5)
                .containsEntry("ClusterScan", 15)
                .containsEntry("WorkloadScan", 19)
                .containsEntry("ArmoBest", 31)
                .containsEntry("DevOpsBest", 25)
                .containsEntry("cis-v1.10.0", 28)
                .containsEntry("cis-v1.12.0", 28)
                .doesNotContainKey("cis-eks-t1.8.0");
    }

    @Test
    void subject_isFoundAtItsRole_whichTheFixNames() {
        ScanReport report = scan(Manifests.all("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: reader
            rules:
              - apiGroups: [""]
                resources: [pods/exec]
                verbs: [create]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata:
              name: readers
            roleRef: {kind: ClusterRole, name: reader, apiGroup: rbac.authorization.k8s.io}
            subjects:
              - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
            """), ScanSettings.DEFAULT);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.control().id()).isEqualTo("C-0002");
            assertThat(finding.location()).hasToString("app.yaml:7:17");
            assertThat(finding.fix()).isEqualTo("Look at ClusterRoleBinding `readers` and ClusterRole `reader`.");
        });
    }

    @Test
    void sameMistakeOfOneLine_inTwoOverlays_isOneFinding_ofOneResource() {
        List<Manifest> once = Manifests.all(TWO_PODS).subList(0, 1);
        ScanReport report = scan(List.of(once.get(0), once.get(0)), ScanSettings.DEFAULT);
        assertThat(cpuLimits(report).counts().failed()).isEqualTo(1);
        assertThat(report.findings())
                .filteredOn(finding -> finding.control().id().equals("C-0270"))
                .hasSize(1);
    }
}
