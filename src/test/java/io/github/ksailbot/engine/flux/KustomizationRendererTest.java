package io.github.ksailbot.engine.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.RepositoryUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

class KustomizationRendererTest extends FluxFiles {
    @Test
    void aChild_isRenderedAsItsParentMakesIt() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              patches:
                - target: {kind: Kustomization}
                  patch: |
                    - op: add
                      path: /spec/postBuild
                      value: {substitute: {host: a.example}}
                    - op: replace
                      path: /spec/path
                      value: ./apps/web/prod
            """));
        file("apps/web.yaml", kustomization("web", "./apps/web", ""));
        file("apps/web/kustomization.yaml", "resources: []\n");
        file("apps/web/prod/map.yaml", map("web", "  url: https://${host}/\n"));

        GraphNode web = node(build("clusters/prod"), "web");

        assertThat(web.parent()).isEqualTo(new ObjectKey("Kustomization", "flux-system", "apps"));
        assertThat(web.state()).isEqualTo(NodeState.RENDERED);
        ScalarNode url = scalar(web.manifests().get(0), "data", "url");
        assertThat(url.text()).isEqualTo("https://a.example/");
        assertThat(url.origin().chain())
                .extracting(Origin::file)
                .containsExactly("clusters/prod/apps.yaml", "apps/web/prod/map.yaml");
    }

    @Test
    void theEntrysOwnKustomization_rendersTheEntryWithItsWishes() {
        file("clusters/prod/sync.yaml", kustomization("flux-system", "./clusters/prod", """
              postBuild:
                substitute:
                  region: eu
            """));
        file("clusters/prod/map.yaml", map("settings", "  region: ${region}\n"));

        DeliveryGraph graph = build("clusters/prod");

        assertThat(graph.nodes()).extracting(node -> node.key().path()).containsExactly("flux-system/flux-system");
        assertThat(graph.nodes().get(0).manifests()).anySatisfy(manifest -> assertThat(text(manifest, "data", "region"))
                .isEqualTo("eu"));
    }

    @Test
    void variablesOfAConfigMapThatAnotherKustomizationApplies_areWaitedFor() {
        file("clusters/prod/a-apps.yaml", kustomization("apps", "./apps", """
              postBuild:
                substituteFrom:
                  - kind: ConfigMap
                    name: settings
            """));
        file("clusters/prod/b-settings.yaml", kustomization("settings", "./settings", ""));
        file("apps/map.yaml", map("web", "  replicas: n${replicas}\n"));
        file("settings/map.yaml", map("settings", "  replicas: \"3\"\n"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(text(apps.manifests().get(0), "data", "replicas")).isEqualTo("n3");
        assertThat(apps.findings()).isEmpty();
    }

    @Test
    void variablesOfAnObjectThatIsNotThere_areUnknown_andSaidToBe() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              postBuild:
                substituteFrom:
                  - kind: Secret
                    name: made-by-hand
            """));
        file("apps/map.yaml", map("web", "  a: ${token}\n  b: ${size:=small}\n"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("flux/substitute-from");
        assertThat(line(apps.findings().get(0))).isEqualTo(11);
        assertThat(text(apps.manifests().get(0), "data", "a")).isEqualTo("${token}");
        assertThat(text(apps.manifests().get(0), "data", "b")).isEqualTo("small");
    }

    @Test
    void anEncryptedSecret_hasNamesButNoValues() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              postBuild:
                substituteFrom:
                  - kind: Secret
                    name: keys
            """));
        file("clusters/prod/secret.yaml", """
            apiVersion: v1
            kind: Secret
            metadata: {name: keys, namespace: flux-system}
            stringData: {token: "ENC[AES256_GCM,data:x]"}
            sops: {mac: x, version: 3.9.0}
            """);
        file("apps/map.yaml", map("web", "  a: ${token}\n  b: ${other}\n"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(text(apps.manifests().get(0), "data", "a")).isEqualTo("${token}");
        assertThat(apps.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("`other`");
        assertThat(apps.state()).isEqualTo(NodeState.FAILED);
    }

    @Test
    void aMissingPath_pointsToItsLine() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./aps", ""));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.FAILED);
        assertThat(apps.findings().get(0).rule().value()).isEqualTo("flux/missing-path");
        assertThat(line(apps.findings().get(0))).isEqualTo(8);
    }

    @Test
    void aMissingPath_comesWithTheNearestOne() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./aps/produktion", ""));
        file("apps/production/map.yaml", map("web", "  a: b\n"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.findings().get(0).fix()).isEqualTo("Did you mean `./apps/production`?");
    }

    @Test
    void aSourceThatNothingDeclares_isSaidAtItsName_withTheNearestOne() {
        file(
                "clusters/prod/apps.yaml",
                kustomization("apps", "./apps", "").replace("name: flux-system}", "name: owm}"));
        file("clusters/prod/source.yaml", source("own", "https://example.org/acme/fleet", "main"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        Finding finding = apps.findings().get(0);
        assertThat(finding.isUnseen()).isTrue();
        assertThat(line(finding)).isEqualTo(7);
        assertThat(finding.field()).isEqualTo("spec.sourceRef");
        assertThat(finding.fix()).isEqualTo("Did you mean `own`?");
    }

    @Test
    void aSourceThatIsCalledAlmostLikeThatOfFlux_isMeantToBeThatOne() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", "").replace("x-system}", "x-sytem}"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.findings().get(0).fix()).isEqualTo("Did you mean `flux-system`?");
    }

    @Test
    void aSourceOfAKindThatIsNone_isRefusedAsKubernetesRefusesIt() {
        file(
                "clusters/prod/apps.yaml",
                kustomization("apps", "./apps", "").replace("kind: GitRepository", "kind: GitRepo"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.FAILED);
        Finding finding = apps.findings().get(0);
        assertThat(finding.rule().value()).isEqualTo("flux/source-kind");
        assertThat(line(finding)).isEqualTo(7);
        assertThat(finding.message())
                .isEqualTo(
                        "The source of `apps` cannot be of the kind `GitRepo`; Kubernetes refuses this Kustomization.");
    }

    @Test
    void aVariableThatNothingUses_isSaidAtItsLine() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              postBuild:
                substitute:
                  used: x
                  other: y
            """));
        file("apps/map.yaml", map("web", "  a: ${used}\n"));

        Finding finding = node(build("clusters/prod"), "apps").findings().get(0);

        assertThat(finding.rule().value()).isEqualTo("flux/unused-variable");
        assertThat(line(finding)).isEqualTo(12);
    }

    @Test
    void aPathThatLeavesTheRepository_isAFinding() {
        file("clusters/prod/apps.yaml", kustomization("apps", "../../etc", ""));

        assertThat(node(build("clusters/prod"), "apps").findings().get(0).severity())
                .isEqualTo(Severity.ERROR);
    }

    @Test
    void aSourceThatBringsAnotherRepository_isNotRendered() {
        file(
                "clusters/prod/apps.yaml",
                kustomization("apps", "./apps", "").replace("name: flux-system", "name: other"));
        file("clusters/prod/source.yaml", source("other", "https://example.com/team/other.git", "main"));
        file("apps/map.yaml", map("web", "  a: b\n"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.ELSEWHERE);
        assertThat(apps.reason()).contains("https://example.com/team/other.git");
    }

    @Test
    void aSourceThatBringsThisRepository_underAnotherNameAndSpelling_isRendered() {
        file(
                "clusters/prod/apps.yaml",
                kustomization("apps", "./apps", "").replace("name: flux-system", "name: other"));
        file("clusters/prod/source.yaml", source("other", "ssh://git@example.com/Team/Fleet.git", "main"));
        file("apps/map.yaml", map("web", "  a: b\n"));

        DeliveryGraph graph = build("clusters/prod", RepositoryUrl.of("https://example.com/team/fleet"));

        assertThat(node(graph, "apps").state()).isEqualTo(NodeState.RENDERED);
    }

    @Test
    void anotherBranchOfThisRepository_isElsewhere() {
        file("clusters/prod/system.yaml", source("flux-system", "https://example.com/team/fleet", "main"));
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", "").replace("name: flux-system", "name: next"));
        file("clusters/prod/source.yaml", source("next", "https://example.com/team/fleet", "next"));

        assertThat(node(build("clusters/prod"), "apps").reason()).contains("branch next");
    }

    @Test
    void whatWaitsForItself_andForWhatIsNotThere_isSaid() {
        file("clusters/prod/a.yaml", kustomization("a", "./apps", "  dependsOn: [{name: b}, {name: nobody}]\n"));
        file("clusters/prod/b.yaml", kustomization("b", "./apps", "  dependsOn: [{name: a}]\n"));
        file("apps/map.yaml", map("web", "  a: b\n"));

        List<Finding> findings = build("clusters/prod").findings();

        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .hasSize(2);
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("flux-system/nobody"));
    }

    @Test
    void aKustomizationThatAppliesItself_endsThere() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/again.yaml", kustomization("apps", "./apps", ""));

        assertThat(build("clusters/prod").nodes()).hasSize(1);
    }

    @Test
    void aVariableThatNothingUses_isANotice() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", "  postBuild: {substitute: {a: b, c: d}}\n"));
        file("apps/map.yaml", map("web", "  a: ${a}\n"));

        assertThat(node(build("clusters/prod"), "apps").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
                    assertThat(finding.message()).contains("`c`");
                });
    }

    @Test
    void commonMetadata_isOnEveryObject_writtenWhereItStands() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", "  commonMetadata: {labels: {team: x}}\n"));
        file("apps/map.yaml", map("web", "  a: b\n"));

        Manifest manifest = node(build("clusters/prod"), "apps").manifests().get(0);

        assertThat(text(manifest, "metadata", "labels", "team")).isEqualTo("x");
        assertThat(scalar(manifest, "metadata", "labels", "team").origin().file())
                .isEqualTo("clusters/prod/apps.yaml");
    }
}
