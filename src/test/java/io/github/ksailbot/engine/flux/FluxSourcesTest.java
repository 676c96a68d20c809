package io.github.ksailbot.engine.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourcePath;
import org.junit.jupiter.api.Test;

class FluxSourcesTest extends FluxFiles {
    @Test
    void anArtifactCopiedFromThisRepository_isTheDirectoryThatItWasCopiedFrom() {
        file("clusters/prod/artifacts.yaml", generator("""
              copy:
                - {from: "@repo/apps/base/**", to: "@artifact/base/"}
                - {from: "@repo/apps/prod/**", to: "@artifact/prod/"}
            """));
        file("clusters/prod/apps.yaml", external("apps", "./prod"));
        file("apps/prod/kustomization.yaml", "resources: [../base]\n");
        file("apps/base/map.yaml", map("web", "  a: b\n"));
        file("apps/base/kustomization.yaml", "resources: [map.yaml]\n");

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.RENDERED);
        assertThat(apps.manifests()).extracting(Manifest::name).containsExactly("web");
    }

    @Test
    void anArtifactOfSeveralDirectories_isElsewhere_andSaysWhy() {
        file("clusters/prod/artifacts.yaml", generator("""
              copy:
                - {from: "@repo/apps/**", to: "@artifact/"}
                - {from: "@repo/infra/**", to: "@artifact/"}
            """));
        file("clusters/prod/apps.yaml", external("apps", "./prod"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.ELSEWHERE);
        assertThat(apps.reason()).contains("ArtifactGenerator flux-system/parts", "put");
    }

    @Test
    void anArtifactOfAnotherRepository_isElsewhere() {
        file("clusters/prod/other.yaml", source("repo", "https://example.com/team/other", "main"));
        file("clusters/prod/artifacts.yaml", generator("""
              copy:
                - {from: "@repo/apps/**", to: "@artifact/"}
            """).replace("name: flux-system}", "name: repo}"));
        file("clusters/prod/apps.yaml", external("apps", "./prod"));

        assertThat(node(build("clusters/prod"), "apps").reason()).contains("https://example.com/team/other");
    }

    @Test
    void anOciArtifactOfTheSameOwnerAndName_isMadeOfThisRepository_fromTheDirectoryThatHasThePath() {
        file(
                "kubernetes/clusters/prod/system.yaml",
                source("flux-system", "ssh://git@example.com/Team/Fleet.git", "main"));
        file("kubernetes/clusters/prod/apps.yaml", oci("oci://registry.example/team/manifests/fleet"));
        file("kubernetes/apps/map.yaml", map("web", "  a: b\n"));

        GraphNode apps = node(build("kubernetes/clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.RENDERED);
        assertThat(apps.read()).containsExactly(new SourcePath("kubernetes/apps/map.yaml"));
    }

    @Test
    void anOciArtifactOfAnotherName_isElsewhere() {
        file("clusters/prod/system.yaml", source("flux-system", "ssh://git@example.com/team/fleet.git", "main"));
        file("clusters/prod/apps.yaml", oci("oci://registry.example/team/manifests/podinfo"));

        assertThat(node(build("clusters/prod"), "apps").state()).isEqualTo(NodeState.ELSEWHERE);
    }

    @Test
    void theSystemsSource_isThisRepository_alsoInACheckoutOfAFork() {
        file("clusters/prod/system.yaml", source("flux-system", "https://example.com/team/fleet", "main"));
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/map.yaml", map("web", "  a: b\n"));

        DeliveryGraph graph = build("clusters/prod", RepositoryUrl.of("https://example.com/fork/fleet"));

        assertThat(node(graph, "apps").state()).isEqualTo(NodeState.RENDERED);
    }

    @Test
    void whatSourceignoreLeavesOut_isNoResource_andMissesWhereItIsNamed() {
        file(".sourceignore", "drafts/\n*.md\n");
        file("clusters/prod/a.yaml", kustomization("a", "./apps", ""));
        file("clusters/prod/b.yaml", kustomization("b", "./named", ""));
        file("apps/map.yaml", map("web", "  a: b\n"));
        file("apps/drafts/map.yaml", map("draft", "  a: b\n"));
        file("apps/ci/.sourceignore", "/*.yaml\n!/kept.yaml\n");
        file("apps/ci/build.yaml", "steps: []\n");
        file("apps/ci/kept.yaml", map("kept", "  a: b\n"));
        file("named/kustomization.yaml", "resources: [drafts/map.yaml]\n");
        file("named/drafts/map.yaml", map("draft", "  a: b\n"));

        DeliveryGraph graph = build("clusters/prod");

        assertThat(node(graph, "a").manifests()).extracting(Manifest::name).containsExactlyInAnyOrder("web", "kept");
        assertThat(node(graph, "b").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("flux/not-in-source");
            assertThat(finding.message()).contains("named/drafts/map.yaml");
            assertThat(line(finding)).isEqualTo(8);
        });
    }

    @Test
    void ignoreFileWithoutPatterns_leavesTheDefaultsInPlace() {
        file(".sourceignore", "# nothing yet\n\n");
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/map.yaml", map("web", "  a: b\n"));
        file("apps/cloudbuild.yaml", map("build", "  a: b\n"));

        assertThat(node(build("clusters/prod"), "apps").manifests())
                .extracting(Manifest::name)
                .containsExactly("web");
    }

    @Test
    void ignoreOfTheSource_countsLast() {
        file(".sourceignore", "apps/*.yaml\n");
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file(
                "clusters/prod/source.yaml",
                source("flux-system", "https://example.com/team/fleet", "main")
                        .replace("interval: 1m", "interval: 1m, ignore: '!/apps/map.yaml'"));
        file("apps/map.yaml", map("web", "  a: b\n"));
        file("apps/other.yaml", map("other", "  a: b\n"));

        assertThat(node(build("clusters/prod"), "apps").manifests())
                .extracting(Manifest::name)
                .containsExactly("web");
    }

    @Test
    void withoutPatterns_filesOfSopsAndBuildServices_areNoResources() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/map.yaml", map("web", "  a: b\n"));
        file("apps/.sops.yaml", "creation_rules: []\n");

        assertThat(node(build("clusters/prod"), "apps").manifests())
                .extracting(Manifest::name)
                .containsExactly("web");
    }

    @Test
    void anArtifact_holdsNothingFromOutsideOfItsDirectory() {
        file("kubernetes/clusters/prod/system.yaml", source("flux-system", "https://example.com/team/fleet", "main"));
        file("kubernetes/clusters/prod/apps.yaml", oci("oci://registry.example/team/fleet"));
        file("kubernetes/apps/kustomization.yaml", "resources: [../../shared/map.yaml]\n");
        file("shared/map.yaml", map("web", "  a: b\n"));

        assertThat(node(build("kubernetes/clusters/prod"), "apps").findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("flux/not-in-source");
    }

    private static String generator(String artifact) {
        return """
            apiVersion: source.extensions.fluxcd.io/v1beta1
            kind: ArtifactGenerator
            metadata: {name: parts, namespace: flux-system}
            spec:
              sources:
                - {alias: repo, kind: GitRepository, name: flux-system}
              artifacts:
                - name: apps
            """ + artifact.indent(4);
    }

    private static String external(String name, String path) {
        return kustomization(name, path, "")
                .replace("kind: GitRepository, name: flux-system", "kind: ExternalArtifact, name: apps");
    }

    private static String oci(String url) {
        return kustomization("apps", "./apps", "")
                        .replace("kind: GitRepository, name: flux-system", "kind: OCIRepository, name: all")
                + """
                ---
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: OCIRepository
                metadata: {name: all, namespace: flux-system}
                spec: {interval: 1m, url: "%s", ref: {tag: main}}
                """.formatted(url);
    }
}
