package io.github.ksailbot.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.scan.gate.ScanVerdict.Outcome;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A change is judged by the own controls of the base branch, and cannot talk them out of it. */
class OwnControlGateTest {
    private static final String CONTROL = ".github/ksail-bot/controls/lb.yaml";
    private static final String SERVICE = """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {type: ClusterIP, ports: [{port: 80}]}
        """;

    private static Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        files.put("ksail.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata: {name: prod}
            spec:
              workload: {sourceDirectory: k8s}
            """);
        files.put(".github/ksail-bot.yaml", "scan:\n  failOnNew: high\n");
        files.put(CONTROL, """
            id: ACME-1
            severity: high
            match: [{kinds: [Service]}]
            fails: object.spec.type == 'LoadBalancer'
            message: It is a load balancer.
            fields: [spec.type]
            """);
        files.put("k8s/kustomization.yaml", "resources: [service.yaml]\n");
        files.put("k8s/service.yaml", SERVICE);
        return files;
    }

    @Test
    void unchanged_passes() {
        assertThat(judge(files -> {}).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void newFailure_fails_evenWhereTheChangeRemovesTheControl() {
        ScanVerdict scan = judge(files -> {
            files.remove(CONTROL);
            files.put("k8s/service.yaml", SERVICE.replace("ClusterIP", "LoadBalancer"));
        });
        assertThat(scan.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(scan.newFindings()).isEqualTo(1);
        assertThat(scan.settingsChanges()).contains("The repository's own controls change.");
    }

    @Test
    void resourceThatTheControlCannotBeEvaluatedOn_isNotGreen() {
        ScanVerdict scan =
                judge(files -> files.put("k8s/service.yaml", SERVICE.replace("type: ClusterIP", "externalName: x")));
        assertThat(scan.outcome()).isNotEqualTo(Outcome.PASSED);
        assertThat(scan.report().problems())
                .anySatisfy(problem -> assertThat(problem.message()).startsWith("`ACME-1` could not be checked"));
        assertThat(scan.reasons())
                .anyMatch(reason -> reason.startsWith("`ACME-1` could not be checked on "))
                .noneMatch(reason -> reason.contains("settings of the base branch are wrong"));
    }

    private static ScanVerdict judge(Consumer<Map<String, String>> change) {
        MemorySourceTree base = MemorySourceTree.of(files());
        Map<String, String> changed = files();
        change.accept(changed);
        EnvironmentReport report = TreeJudge.create()
                .scanning(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")))
                .judge(MemorySourceTree.of(changed), base, base)
                .environments()
                .get(0);
        return Objects.requireNonNull(report.scan());
    }
}
