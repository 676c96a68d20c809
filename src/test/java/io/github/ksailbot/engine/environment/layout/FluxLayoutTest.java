package io.github.ksailbot.engine.environment.layout;

import static io.github.ksailbot.engine.flux.FluxText.kustomization;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FluxLayoutTest {
    private final MemorySourceTree.Builder tree = MemorySourceTree.builder();

    @Test
    void whatBootstrapWrote_isAnEnvironment_calledAfterItsDirectory() {
        file("clusters/prod/flux-system/gotk-sync.yaml", kustomization("flux-system", "./clusters/prod", ""));
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");

        assertThat(found()).containsExactly("prod clusters/prod FLUX");
    }

    @Test
    void theSyncOfAnInstance_isAnEnvironment() {
        file("fleet/eu/instance.yaml", """
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata: {name: flux, namespace: flux-system}
            spec:
              sync: {kind: GitRepository, url: "https://git.example/a/b", path: fleet/eu}
            """);
        file("fleet/eu/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/map.yaml", "a: b\n");

        assertThat(found()).containsExactly("eu fleet/eu FLUX");
    }

    @Test
    void theValuesOfTheInstancesChart_nameTheEntry() {
        file("kubernetes/apps/flux/release.yaml", """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: flux-instance}
            spec:
              values: {instance: {sync: {path: kubernetes/start}}}
            """);
        file("kubernetes/start/apps.yaml", kustomization("apps", "./kubernetes/apps", ""));

        assertThat(found()).containsExactly("start kubernetes/start FLUX");
    }

    @Test
    void clustersWithoutBootstrap_areEnvironments_evenWhenTheyApplyTheSame() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("clusters/dev/apps/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/map.yaml", "a: b\n");

        assertThat(found()).containsExactly("dev clusters/dev FLUX", "prod clusters/prod FLUX");
    }

    @Test
    void clustersOfTheSameName_areToldApartByWhatIsAboveThem() {
        file("eu/clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("us/clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));

        assertThat(found())
                .containsExactly("eu-clusters-prod eu/clusters/prod FLUX", "us-clusters-prod us/clusters/prod FLUX");
    }

    @Test
    void withoutClusters_whatNoOtherApplies_isWhereTheClusterBegins() {
        file("flux/start.yaml", kustomization("start", "./kubernetes", ""));
        file("kubernetes/web/ks.yaml", kustomization("web", "./kubernetes/web/app", ""));
        file("kubernetes/web/app/map.yaml", "a: b\n");

        assertThat(found()).containsExactly("flux flux FLUX");
    }

    @Test
    void aKustomizationOfTheWholeRepository_hidesNoCluster() {
        file("clusters/prod/flux-system/gotk-sync.yaml", kustomization("flux-system", "./clusters/prod", ""));
        file("clusters/prod/all.yaml", kustomization("all", "./", ""));

        assertThat(found()).containsExactly("prod clusters/prod FLUX");
    }

    @Test
    void aKustomizationOfAnotherRepository_appliesNothingHere() {
        file("clusters/prod/infra.yaml", kustomization("infra", "./infra", ""));
        file("infra/other.yaml", """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: other}
            spec: {url: "https://git.example/other/other"}
            ---
            """ + kustomization("other", "./", "").replace("name: flux-system}", "name: other}"));

        assertThat(found()).containsExactly("prod clusters/prod FLUX");
    }

    @Test
    void aPatchOfAKustomization_isNoKustomization() {
        file(
                "overlays/prod/patch.yaml",
                kustomization("a", "./overlays/prod", "").replaceAll(" *sourceRef.*\n", ""));
        file("overlays/prod/kustomization.yaml", "resources: []\n");

        assertThat(found()).containsExactly("default overlays/prod NONE");
    }

    @Test
    void anArtifactOfAPartOfTheRepository_isFollowedFromThatPart() {
        file(
                "kubernetes/clusters/c/flux-system/gotk-sync.yaml",
                kustomization("flux-system", "./kubernetes/clusters/c", ""));
        file(
                "kubernetes/clusters/c/apps.yaml",
                kustomization("apps", "./apps", "").replace("GitRepository", "OCIRepository"));
        file("kubernetes/apps/ks.yaml", kustomization("web", "./web", ""));

        assertThat(found()).containsExactly("c kubernetes/clusters/c FLUX");
    }

    @Test
    void clustersBehindMoreThanIsLookedAt_areNotPassedOverInSilence() {
        file("clusters/prod/flux-system/gotk-sync.yaml", kustomization("flux-system", "./clusters/prod", ""));
        for (int i = 0; i <= 20_000; i++) {
            file("docs/" + i + "/index.txt", "");
        }
        file("eu/clusters/late/flux-system/gotk-sync.yaml", kustomization("flux-system", "./eu/clusters/late", ""));

        Environments environments = new EnvironmentDiscovery().discover(tree.build());

        assertThat(environments.environments())
                .extracting(environment -> environment.name().value())
                .containsExactly("prod");
        assertThat(environments.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("environment/limit");
            assertThat(finding.isUnchecked()).isTrue();
        });
    }

    private void file(String path, String content) {
        tree.file(path, content);
    }

    private List<String> found() {
        Environments environments = new EnvironmentDiscovery().discover(tree.build());
        assertThat(environments.findings()).isEmpty();
        return environments.environments().stream()
                .map(environment ->
                        environment.name() + " " + environment.entries().get(0) + " " + environment.engine())
                .toList();
    }
}
