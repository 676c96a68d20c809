package io.github.ksailbot.delivery.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.diagnosis.Diagnosis.Row;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceRowsTest {
    private static ResourceState failed(String namespace, String name, String reason, String message) {
        return state(namespace, name, Phase.FAILED, reason, message, "");
    }

    private static ResourceState blocked(String name, String by) {
        return state(
                "flux-system",
                name,
                Phase.BLOCKED,
                "DependencyNotReady",
                "dependency '" + by + "' is not ready",
                "flux-system/root");
    }

    private static ResourceState state(
            String namespace, String name, Phase phase, String reason, String message, String by) {
        return new ResourceState("Kustomization", namespace, name, phase, reason, message, by);
    }

    private static List<String> rows(ResourceState... states) {
        return new ResourceRows(List.of(states))
                .rows().stream().map(Row::toString).toList();
    }

    private static String summary(ResourceState... states) {
        return new ResourceRows(List.of(states)).summary(false);
    }

    @Test
    void row_saysReasonAndMessage_asFarAsThereAre() {
        assertThat(rows(failed("flux-system", "flux-system", "ReconciliationFailed", "validation error")))
                .containsExactly("flux-system: ReconciliationFailed · validation error");
        assertThat(rows(failed("cert-manager", "cert-manager", "InstallFailed", "timeout")))
                .containsExactly("cert-manager/cert-manager: InstallFailed · timeout");
        assertThat(rows(failed("flux-system", "apps", "HealthCheckFailed", "")))
                .containsExactly("apps: HealthCheckFailed");
        assertThat(rows(failed("flux-system", "infra", "", "dependency not ready")))
                .containsExactly("infra: dependency not ready");
        assertThat(rows(failed("flux-system", "unknown", "", ""))).containsExactly("unknown: not ready");
        assertThat(rows(state(
                        "flux-system", "apps", Phase.BLOCKED, "DependencyNotReady", "", "flux-system/infrastructure")))
                .containsExactly("apps: blocked by infrastructure");
    }

    @Test
    void rows_rootFirst_thenProgressing_thenBlockedByDepth() {
        ResourceState deep = blocked("a-deep", "flux-system/middle");
        ResourceState middle = blocked("middle", "flux-system/root");
        ResourceState root = failed("flux-system", "root", "BuildFailed", "x");
        ResourceState active = state("flux-system", "active", Phase.PROGRESSING, "Progressing", "y", "");
        assertThat(new ResourceRows(List.of(deep, middle, active, root)).rows())
                .extracting(row -> row.mark().sign() + row.name())
                .containsExactly("✗root", "►active", "·middle", "·a-deep");
    }

    @Test
    void chainOfAnyLength_isOrdered() {
        ResourceState[] chain = new ResourceState[5_000];
        chain[0] = failed("flux-system", "n0", "BuildFailed", "x");
        for (int i = 1; i < chain.length; i++) {
            chain[i] = blocked("n" + i, "flux-system/n" + (i - 1));
        }
        assertThat(new ResourceRows(List.of(chain)).rows())
                .extracting(Row::name)
                .startsWith("n0", "n1", "n2", "n3")
                .hasSize(5_000);
    }

    @Test
    void equalNamesInDifferentNamespaces_doNotCollide_andCyclesEnd() {
        ResourceState mine =
                state("a", "x", Phase.BLOCKED, "DependencyNotReady", "dependency 'b/x' is not ready", "b/x");
        ResourceState theirs =
                state("b", "x", Phase.BLOCKED, "DependencyNotReady", "dependency 'a/x' is not ready", "a/x");
        assertThat(rows(mine, theirs)).containsExactlyInAnyOrder("a/x: blocked by b/x", "b/x: blocked by a/x");
    }

    @Test
    void readySuspendedAndExcluded_areNoRows() {
        assertThat(rows(
                        state("n", "a", Phase.READY, "", "", ""),
                        state("n", "b", Phase.SUSPENDED, "", "", ""),
                        state("n", "c", Phase.EXCLUDED, "", "", "")))
                .isEmpty();
    }

    @Test
    void summary_namesRootsAndCountsTheBlocked() {
        assertThat(summary()).isEmpty();
        assertThat(summary(failed("flux-system", "apps", "HealthCheckFailed", "x")))
                .isEqualTo("reconciliation failed: apps (HealthCheckFailed)");
        assertThat(summary(
                        failed("monitoring", "loki", "InstallFailed", "x"),
                        failed("monitoring", "alloy", "InstallFailed", "x")))
                .isEqualTo("reconciliation failed: 2 resources not ready (monitoring/alloy, monitoring/loki)");
        assertThat(summary(
                        state("flux-system", "infrastructure-controllers", Phase.PROGRESSING, "Progressing", "", ""),
                        blocked("a", "flux-system/root"),
                        blocked("b", "flux-system/root")))
                .isEqualTo("reconciliation failed: infrastructure-controllers (Progressing); 2 dependents blocked");
        assertThat(summary(blocked("a", "flux-system/root"))).isEqualTo("reconciliation failed: 1 resource not ready");
        assertThat(new ResourceRows(List.of()).summary(true))
                .isEqualTo("reconciliation failed — see diagnostics above");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a  b c | a b c",
                "failed [Deployment/a/b, Deployment/c/d] | failed 2 resources",
                "failed [Deployment/a/b] | failed [Deployment/a/b]",
                "after 1.2345s | after 1s",
                "after 33.623904ms | after 0s",
                "timeout 25m0s | timeout 25m",
                "timeout 1h5m3.5s | timeout 1h5m3s",
            })
    void message_isMadeToFit(String message, String brief) {
        assertThat(Wording.brief(message)).isEqualTo(brief);
    }

    @Test
    void longMessage_isCutAtACodePoint() {
        String brief = Wording.brief("😀".repeat(200));
        assertThat(brief.codePointCount(0, brief.length())).isEqualTo(100);
        assertThat(brief).endsWith("…").startsWith("😀");
    }
}
