package io.github.ksailbot.engine.environment.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharedTagsTest {
    private final MemorySourceTree.Builder tree = MemorySourceTree.builder()
            .file("one/kustomization.yaml", "resources: []\n")
            .file("two/kustomization.yaml", "resources: []\n")
            .file("one/clusters/a/kustomization.yaml", "resources: []\n")
            .file("one/clusters/b/kustomization.yaml", "resources: []\n");

    private SharedTagsTest declare(String name, String registry, String engine, String workload) {
        tree.file("ksail." + name + ".yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            spec:
              cluster:
                gitOpsEngine: %s
                localRegistry:
                  registry: %s
              workload: {%s}
            """.formatted(engine, registry, workload));
        return this;
    }

    private List<String> findings() {
        return new EnvironmentDiscovery(Map.of("OWNER", "acme"))
                .discover(tree.build()).findings().stream()
                        .filter(one -> one.rule().value().equals("environment/shared-tag"))
                        .map(one -> requireOrigin(one) + " " + one.message())
                        .toList();
    }

    private static String requireOrigin(io.github.ksailbot.engine.finding.Finding finding) {
        return finding.origin() == null ? "" : finding.origin().location().toString();
    }

    @Test
    void differentDirectoriesAtOneTag_areToldAtBoth() {
        declare("a", "ghcr.io/acme/shop", "Flux", "sourceDirectory: one");
        declare("b", "ghcr.io/acme/shop:dev", "Flux", "sourceDirectory: two");

        assertThat(findings())
                .containsExactly(
                        "ksail.a.yaml:7:7 The environment `a` delivers `one` for Flux to `ghcr.io/acme/shop:dev`, to"
                                + " which `b` (`ksail.b.yaml`) delivers `two` for Flux: each delivery would overwrite"
                                + " the other's.",
                        "ksail.b.yaml:7:7 The environment `b` delivers `two` for Flux to `ghcr.io/acme/shop:dev`, to"
                                + " which `a` (`ksail.a.yaml`) delivers `one` for Flux: each delivery would overwrite"
                                + " the other's.");
    }

    @Test
    void differentEngines_haveDifferentArtifactsOfOneDirectory() {
        declare("a", "ghcr.io/acme/shop", "Flux", "sourceDirectory: one");
        declare("b", "ghcr.io/acme/shop", "ArgoCD", "sourceDirectory: one");

        assertThat(findings()).hasSize(2);
    }

    @Test
    void overlaysOfOneDirectory_haveOneArtifact() {
        declare("a", "ghcr.io/acme/shop", "Flux", "sourceDirectory: one, kustomizationFile: clusters/a");
        declare("b", "ghcr.io/acme/shop", "Flux", "sourceDirectory: one, kustomizationFile: clusters/b");

        assertThat(findings()).isEmpty();
    }

    @Test
    void tagsAndRepositoriesOfTheirOwn_doNotClash() {
        declare("a", "ghcr.io/acme/shop:dev", "Flux", "sourceDirectory: one, tag: a");
        declare("b", "ghcr.io/acme/shop:dev", "Flux", "sourceDirectory: two");
        declare("c", "ghcr.io/acme/other:dev", "Flux", "sourceDirectory: two");
        declare("d", "ghcr.io", "Flux", "sourceDirectory: one");
        declare("e", "ghcr.io", "Flux", "sourceDirectory: two");

        assertThat(findings()).isEmpty();
    }

    @Test
    void addressesAreComparedAsTheyWillBeUsed() {
        declare("a", "bot:${TOKEN}@GHCR.io/${OWNER}/shop", "Flux", "sourceDirectory: one");
        declare("b", "ghcr.io/acme/shop:${TAG:-dev}", "Flux", "sourceDirectory: two");

        assertThat(findings()).hasSize(2);
    }

    @Test
    void environmentsThatNothingIsDeliveredTo_clashWithNone() {
        declare("a", "ghcr.io/acme/shop", "None", "sourceDirectory: one");
        declare("b", "ghcr.io/acme/shop", "Flux", "sourceDirectory: two");

        assertThat(findings()).isEmpty();
    }
}
