package io.github.ksailbot.engine.verdict;

import static io.github.ksailbot.engine.flux.FluxText.deploymentOfVariableReplicas;
import static io.github.ksailbot.engine.flux.FluxText.kustomization;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Repositories without ksail files whose clusters begin where Flux says. */
class LayoutVerdictTest {
    private static final String SYNC = "clusters/prod/flux-system/gotk-sync.yaml";

    private final Map<String, String> files = new HashMap<>();

    LayoutVerdictTest() {
        files.put(SYNC, kustomization("flux-system", "./clusters/prod", ""));
        files.put(
                "clusters/prod/apps.yaml",
                kustomization("apps", "./apps", "  postBuild: {substitute: {replicas: many}}\n"));
        files.put("apps/web.yaml", deploymentOfVariableReplicas());
    }

    @Test
    void whatTheGraphReaches_isJudgedOnce_asTheClusterGetsIt() {
        MemorySourceTree tree = MemorySourceTree.of(files);

        Judgement judgement = TreeJudge.create().judge(tree, tree, null);

        assertThat(judgement.environments()).singleElement().satisfies(report -> {
            assertThat(report.environment().value()).isEqualTo("prod");
            assertThat(report.counts().total()).isEqualTo(3);
            assertThat(report.findings())
                    .extracting(judged -> judged.finding().rule().value())
                    .containsExactly("schema/wrong-type");
        });
        assertThat(judgement.unreached()).isEmpty();
    }

    @Test
    void aChangeThatTakesAwayTheSync_isStillJudgedForItsCluster() {
        MemorySourceTree base = MemorySourceTree.of(files);
        files.remove(SYNC);
        files.put("clusters/dev/flux-system/gotk-sync.yaml", kustomization("flux-system", "./clusters/dev", ""));
        files.computeIfPresent(
                "clusters/prod/apps.yaml", (path, text) -> text.replace("name: flux-system}", "name: other}"));

        Judgement judgement = TreeJudge.create().judge(MemorySourceTree.of(files), base, base);

        assertThat(judgement.environments())
                .extracting(report -> report.environment().value())
                .containsExactly("dev", "prod");
    }

    @Test
    void aClusterThatKsailTakesOver_isJudgedUnderItsNewNameOnly() {
        MemorySourceTree base = MemorySourceTree.of(files);
        files.put("ksail.live.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata: {name: live}
            spec:
              cluster: {gitOpsEngine: Flux}
              workload: {sourceDirectory: ., kustomizationFile: clusters/prod}
            """);

        Judgement judgement = TreeJudge.create().judge(MemorySourceTree.of(files), base, base);

        assertThat(judgement.environments())
                .extracting(report -> report.environment().value())
                .containsExactly("live");
    }
}
