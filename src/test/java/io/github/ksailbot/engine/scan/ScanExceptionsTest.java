package io.github.ksailbot.engine.scan;

import static io.github.ksailbot.engine.scan.CpuLimits.TWO_PODS;
import static io.github.ksailbot.engine.scan.CpuLimits.cpuLimits;
import static io.github.ksailbot.engine.scan.CpuLimits.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import io.github.ksailbot.engine.scan.exception.ExceptionReader;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is excepted passes and is said; what is excluded is not looked at and said, too. */
class ScanExceptionsTest {
    private static ScanSettings excepting(String json) {
        ExceptionReader.Exceptions read = ExceptionReader.read("e.json", json.getBytes(StandardCharsets.UTF_8));
        assertThat(read.findings()).isEmpty();
        List<ExceptionPolicy> policies = read.policies();
        return ScanSettings.DEFAULT.withExceptions(policies);
    }

    @Test
    void exception_letsPassAndCountsAsPassed() {
        ScanReport report = scan(Manifests.all(TWO_PODS), excepting("""
            [{"name": "known", "resources": [{"attributes": {"kind": "Pod", "name": "fr.*"}}],
              "posturePolicies": [{"controlID": "c-0270"}]}]
            """));
        ControlResult result = cpuLimits(report);
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.subStatus()).isEqualTo(SubStatus.EXCEPTIONS);
        assertThat(result.compliance()).isEqualTo(100f);
        assertThat(report.coverage().excepted()).isEqualTo(1);
        assertThat(report.findings())
                .noneMatch(finding -> finding.control().id().equals("C-0270"));
    }

    @Test
    void exception_isAnchored_andMindsTheCaseOfResources() {
        for (String name : List.of("re", "FREE", "free.+")) {
            ScanReport report = scan(
                    Manifests.all(TWO_PODS),
                    excepting("[{\"name\": \"x\", \"resources\": [{\"attributes\": {\"name\": \"" + name + "\"}}]}]"));
            assertThat(cpuLimits(report).status()).as(name).isEqualTo(Status.FAILED);
            assertThat(report.coverage().unused()).containsExactly("x");
        }
    }

    @Test
    void exception_byLabel_andByNothing() {
        ScanReport byLabel = scan(Manifests.all(TWO_PODS), excepting("""
            [{"name": "x", "resources": [{"attributes": {"app.kubernetes.io/name": "shop"}}]}]
            """));
        assertThat(cpuLimits(byLabel).status()).isEqualTo(Status.PASSED);
        ScanReport byNothing =
                scan(Manifests.all(TWO_PODS), excepting("[{\"name\": \"x\", \"resources\": [{\"attributes\": {}}]}]"));
        assertThat(cpuLimits(byNothing).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void exception_thatIsOver_doesNotCount_andIsSaid() {
        String policy = """
            [{"name": "old", "expirationDate": "%s", "resources": [{"attributes": {"kind": "Pod"}}]}]
            """;
        ScanReport over = scan(Manifests.all(TWO_PODS), excepting(policy.formatted("2026-01-01T00:00:00Z")));
        assertThat(cpuLimits(over).status()).isEqualTo(Status.FAILED);
        assertThat(over.coverage().expired()).containsExactly("old");
        ScanReport soon = scan(Manifests.all(TWO_PODS), excepting(policy.formatted("2026-01-02T00:00:00+01:00")));
        assertThat(cpuLimits(soon).status()).isEqualTo(Status.PASSED);
        assertThat(soon.coverage().expiring()).containsEntry("old", "2026-01-01T23:00:00Z");
    }

    @Test
    void exception_withoutResources_orWithABrokenDate_isAnError() {
        assertThat(ExceptionReader.read("e.json", "[{\"name\": \"x\"}]".getBytes(StandardCharsets.UTF_8))
                        .findings())
                .hasSize(1);
        assertThat(ExceptionReader.read(
                                "e.json",
                                "[{\"name\": \"x\", \"resources\": [{\"attributes\": {\"kind\": \"Pod\"}}], \"expirationDate\": \"tomorrow\"}]"
                                        .getBytes(StandardCharsets.UTF_8))
                        .policies())
                .isEmpty();
    }

    @Test
    void inlineException_countsOnlyWhereItIsAllowed() {
        List<Manifest> manifests = Manifests.all("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              annotations:
                kubescape.io/skip-controls: C-0001, C-0270
            spec:
              containers: [{name: main}]
            """);
        ScanSettings allowing = new ScanSettings(List.of("nsa"), 0, null, Map.of(), List.of(), true, List.of());
        assertThat(cpuLimits(scan(manifests, ScanSettings.DEFAULT)).status()).isEqualTo(Status.FAILED);
        assertThat(cpuLimits(scan(manifests, allowing)).subStatus()).isEqualTo(SubStatus.EXCEPTIONS);
    }

    @Test
    void excludedNamespace_isNeitherTestedNorCounted_butSaid() {
        ScanSettings excluding = new ScanSettings(List.of("nsa"), 0, null, Map.of(), List.of(), false, List.of("web"));
        ScanReport report = scan(Manifests.all(TWO_PODS), excluding);
        assertThat(cpuLimits(report).resources()).isEmpty();
        assertThat(report.coverage().excluded()).isEqualTo(2);
        assertThat(report.coverage().resources()).isZero();
    }
}
