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
import io.github.ksailbot.engine.source.SourcePath;
import org.junit.jupiter.api.Test;

class FluxInstanceRendererTest extends FluxFiles {
    @Test
    void theSync_isAKustomization_thatRendersTheEntryWithTheInstancesPatches() {
        file("clusters/eu/instance.yaml", INSTANCE);
        file("clusters/eu/map.yaml", map("settings", "  region: ${region}\n"));

        DeliveryGraph graph = build("clusters/eu");

        assertThat(graph.covered()).containsExactly(new SourcePath("clusters/eu"));
        assertThat(graph.nodes())
                .extracting(node -> node.key().toString())
                .containsExactly("FluxInstance flux-system/flux", "Kustomization flux-system/flux-system");
        GraphNode system = node(graph, "flux-system");
        assertThat(system.parent()).isEqualTo(new ObjectKey("FluxInstance", "flux-system", "flux"));
        assertThat(system.manifests()).anySatisfy(manifest -> assertThat(text(manifest, "data", "region"))
                .isEqualTo("eu"));
        assertThat(graph.nodes()).allSatisfy(node -> assertThat(node.findings()).isEmpty());
    }

    @Test
    void whatTheInstanceMakes_pointsToItsLines() {
        file("clusters/eu/instance.yaml", INSTANCE);

        Manifest system = node(build("clusters/eu"), "flux-system").object();

        assertThat(scalar(system, "spec", "path").origin().file()).isEqualTo("clusters/eu/instance.yaml");
        Origin region =
                scalar(system, "spec", "postBuild", "substitute", "region").origin();
        assertThat(region.chain()).extracting(Origin::file).containsOnly("clusters/eu/instance.yaml");
    }

    @Test
    void anInstanceWithoutSync_bringsNothing() {
        file("clusters/eu/instance.yaml", INSTANCE.substring(0, INSTANCE.indexOf("  sync:")));

        DeliveryGraph graph = build("clusters/eu");

        assertThat(graph.covered()).isEmpty();
        assertThat(node(graph, "flux").manifests()).isEmpty();
    }

    @Test
    void fluxBefore29_takesTheEmptyText_forWhatNobodyDefines() {
        file("clusters/eu/instance.yaml", INSTANCE.replace("2.9.x", "2.8.3"));
        file("clusters/eu/map.yaml", map("settings", "  region: ${region}${zone}\n"));

        GraphNode system = node(build("clusters/eu"), "flux-system");

        assertThat(system.state()).isEqualTo(NodeState.RENDERED);
        assertThat(system.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
    }

    @Test
    void flux29_refusesTheKustomization_unlessItsFeatureGateSaysOtherwise() {
        file("clusters/eu/map.yaml", map("settings", "  region: ${region}${zone}\n"));
        file("clusters/eu/instance.yaml", INSTANCE);
        assertThat(node(build("clusters/eu"), "flux-system").state()).isEqualTo(NodeState.FAILED);

        file("clusters/eu/instance.yaml", INSTANCE + """
                  - target: {kind: Deployment, name: kustomize-controller}
                    patch: |
                      - op: add
                        path: /spec/template/spec/containers/0/args/-
                        value: --feature-gates=StrictPostBuildSubstitutions=false
            """);
        assertThat(node(build("clusters/eu"), "flux-system").state()).isEqualTo(NodeState.RENDERED);
    }

    @Test
    void theControllersImage_tellsHowStrictItIs() {
        file(
                "clusters/eu/sync.yaml",
                kustomization("flux-system", "./clusters/eu", "  postBuild: {substitute: {a: b}}\n"));
        file("clusters/eu/map.yaml", map("settings", "  region: ${zone}${a}\n"));
        file("clusters/eu/controller.yaml", controller("v1.8.2"));
        assertThat(node(build("clusters/eu"), "flux-system").state()).isEqualTo(NodeState.RENDERED);

        file("clusters/eu/controller.yaml", controller("v1.9.0"));
        assertThat(node(build("clusters/eu"), "flux-system").state()).isEqualTo(NodeState.FAILED);
    }

    private static String controller(String version) {
        return """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: kustomize-controller, namespace: flux-system}
            spec:
              template:
                spec:
                  containers: [{name: manager, image: "registry.example/kustomize-controller:%s"}]
            """.formatted(version);
    }

    private static final String INSTANCE = """
        apiVersion: fluxcd.controlplane.io/v1
        kind: FluxInstance
        metadata: {name: flux, namespace: flux-system}
        spec:
          distribution: {version: 2.9.x, registry: registry.example}
          sync:
            kind: GitRepository
            url: https://example.com/team/fleet.git
            ref: refs/heads/main
            path: clusters/eu
          kustomize:
            patches:
              - target: {kind: Kustomization, name: flux-system}
                patch: |
                  - op: add
                    path: /spec/postBuild
                    value: {substitute: {region: eu}}
        """;
}
