package io.github.ksailbot.engine.verdict;

import static io.github.ksailbot.engine.flux.FluxText.deploymentOfVariableReplicas;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an environment's Flux Kustomizations apply belongs to its verdict. */
class FluxVerdictTest {
    private final Map<String, String> files = new HashMap<>();

    FluxVerdictTest() {
        files.put("ksail.prod.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata: {name: prod}
            spec:
              cluster: {gitOpsEngine: Flux}
              workload: {sourceDirectory: k8s, kustomizationFile: clusters/prod}
            """);
        files.put("k8s/clusters/prod/kustomization.yaml", "resources: [apps.yaml]\n");
        files.put("k8s/clusters/prod/apps.yaml", """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: apps, namespace: flux-system}
            spec:
              interval: 10m
              prune: true
              path: ./apps
              sourceRef: {kind: OCIRepository, name: flux-system}
              postBuild:
                substitute:
                  replicas: "many"
            """);
        files.put("k8s/apps/web.yaml", deploymentOfVariableReplicas());
    }

    @Test
    void aVariableThatMakesAFieldWrong_isAnError_whereTheVariableHasItsValue() {
        List<Finding> findings = findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("schema/wrong-type");
            assertThat(finding.field()).isEqualTo("spec.replicas");
            Origin origin = finding.origin();
            assertThat(origin).isNotNull();
            assertThat(origin.chain())
                    .extracting(Origin::file)
                    .containsExactly("k8s/clusters/prod/apps.yaml", "k8s/apps/web.yaml");
            assertThat(origin.line()).isEqualTo(11);
        });
    }

    @Test
    void aRightValue_passes_andTheObjectIsCounted() {
        files.computeIfPresent("k8s/clusters/prod/apps.yaml", (path, text) -> text.replace("many", "3"));

        EnvironmentReport report = judge().environments().get(0);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.counts().valid()).isEqualTo(1);
    }

    @Test
    void aPathThatIsNotThere_fails() {
        files.computeIfPresent("k8s/clusters/prod/apps.yaml", (path, text) -> text.replace("./apps", "./aps"));

        assertThat(findings()).extracting(finding -> finding.rule().value()).containsExactly("flux/missing-path");
    }

    private List<Finding> findings() {
        return judge().environments().get(0).findings().stream()
                .map(JudgedFinding::finding)
                .toList();
    }

    private Judgement judge() {
        MemorySourceTree tree = MemorySourceTree.of(files);
        return TreeJudge.create().judge(tree, tree, null);
    }
}
