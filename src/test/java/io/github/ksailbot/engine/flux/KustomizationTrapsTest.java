package io.github.ksailbot.engine.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.sops.SopsFile;
import io.github.ksailbot.engine.source.BottomlessTree;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong in repositories of Flux without anybody being told. */
class KustomizationTrapsTest extends FluxFiles {
    @Test
    void aParentsPatch_givesAChildItsVariables_andSuspendsAnother() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              patches:
                - target: {kind: Kustomization, name: web}
                  patch: |
                    - op: add
                      path: /spec/postBuild
                      value: {substituteFrom: [{kind: ConfigMap, name: settings}]}
                - target: {kind: Kustomization, name: idle}
                  patch: |
                    - op: add
                      path: /spec/suspend
                      value: true
            """));
        file("clusters/prod/settings.yaml", map("settings", "  host: a.example\n"));
        file("apps/web.yaml", kustomization("web", "./web", ""));
        file("apps/idle.yaml", kustomization("idle", "./web", ""));
        file("apps/kustomization.yaml", "resources: [web.yaml, idle.yaml]\n");
        file("web/map.yaml", map("web", "  url: https://${host}/\n"));

        DeliveryGraph graph = build("clusters/prod");

        assertThat(text(node(graph, "web").manifests().get(0), "data", "url")).isEqualTo("https://a.example/");
        assertThat(rules(node(graph, "idle").findings())).containsExactly("flux/suspended");
    }

    @Test
    void aKustomizationOfTheWholeRepository_isRenderedOnce_andEnds() {
        file("clusters/prod/flux-system/sync.yaml", kustomization("flux-system", "./clusters/prod", ""));
        file("clusters/prod/all.yaml", kustomization("all", "./", ""));
        file("apps/map.yaml", map("web", "  a: b\n"));

        DeliveryGraph graph = build("clusters/prod");

        assertThat(graph.nodes()).extracting(node -> node.key().name()).containsExactly("flux-system", "all");
        assertThat(node(graph, "all").manifests())
                .extracting(Manifest::name)
                .containsExactlyInAnyOrder("web", "all", "flux-system");
    }

    @Test
    void theWorkOfABuild_isCountedForTheWholeGraph() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/map.yaml", map("web", "  a: b\n"));
        long one = node(build("clusters/prod"), "apps").result().steps();
        file("apps/more.yaml", map("more", "  a: b\n"));

        assertThat(one).isPositive();
        assertThat(node(build("clusters/prod"), "apps").result().steps()).isGreaterThan(one);
    }

    @Test
    void moreDirectoriesThanAnybodyCanVisit_couldNotBeChecked() {
        SourceTree tree = new BottomlessTree(MemorySourceTree.of(Map.of("readme.txt", "")));
        FluxKustomizer kustomizer = new FluxKustomizer(new Kustomizer());

        assertThat(List.of(
                        kustomizer.build(tree, SourcePath.ROOT, entryOf("./deep")),
                        kustomizer.build(tree, new SourcePath("deep"))))
                .allSatisfy(
                        build -> assertThat(build.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.rule().value()).isEqualTo("flux/path");
                            assertThat(finding.isUnchecked()).isTrue();
                            assertThat(finding.message()).contains("more than 100000 files and directories");
                        }));
    }

    @Test
    void aKustomizationOfAComponent_isBuiltLikeAnyOther() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./component", ""));
        file("component/kustomization.yaml", """
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            resources: [map.yaml]
            """);
        file("component/map.yaml", map("web", "  a: b\n"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.RENDERED);
        assertThat(apps.manifests()).extracting(Manifest::name).containsExactly("web");
    }

    @Test
    void bracesOfAScript_failTheKustomization_onTheirField_unlessTheResourceIsMarked() {
        String script = map("script", "  a: ${a}\n  run: |\n    echo ${.x}\n");
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", "  postBuild: {substitute: {a: b}}\n"));
        file("apps/script.yaml", script);

        GraphNode apps = node(build("clusters/prod"), "apps");
        assertThat(apps.state()).isEqualTo(NodeState.FAILED);
        assertThat(apps.findings()).anySatisfy(finding -> {
            assertThat(finding.rule().value()).isEqualTo("flux/substitution");
            assertThat(finding.field()).isEqualTo("data.run");
            assertThat(finding.fix()).contains("kustomize.toolkit.fluxcd.io/substitute: disabled");
        });

        file(
                "apps/script.yaml",
                script.replace(
                        "  name: script\n",
                        "  name: script\n  labels: {kustomize.toolkit.fluxcd.io/substitute: disabled}\n"));
        assertThat(node(build("clusters/prod"), "apps").state()).isEqualTo(NodeState.RENDERED);
    }

    @Test
    void bracesInACustomResourceDefinition_stayWhereNothingIsReplaced_andFailOnTheirFieldElsewhere() {
        String definition = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: things.example.org
            spec:
              group: example.org
              scope: Namespaced
              names: {kind: Thing, plural: things}
              versions:
                - name: v1
                  schema: {openAPIV3Schema: {description: "such as ${1:-x} or ${pod_name}", type: object}}
            """;
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/crd.yaml", definition);

        GraphNode left = node(build("clusters/prod"), "apps");
        assertThat(left.state()).isEqualTo(NodeState.RENDERED);
        assertThat(left.findings()).isEmpty();
        assertThat(left.manifests().get(0).root().toString()).contains("such as ${1:-x} or ${pod_name}");

        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", "  postBuild: {substitute: {a: b}}\n"));
        assertThat(node(build("clusters/prod"), "apps").findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.field()).isEqualTo("spec.versions[0].schema.openAPIV3Schema.description");
                    assertThat(finding.origin()).isNotNull();
                    assertThat(finding.origin().location().line()).isEqualTo(11);
                });
    }

    @Test
    void aParentsPatch_leadsAChildElsewhere_andItsVariablesFollow() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              patches:
                - target: {kind: Kustomization}
                  patch: |
                    apiVersion: kustomize.toolkit.fluxcd.io/v1
                    kind: Kustomization
                    metadata: {name: any}
                    spec:
                      path: ./web/prod
                      postBuild: {substituteFrom: [{kind: ConfigMap, name: settings}]}
            """));
        file("clusters/prod/settings.yaml", map("settings", "  host: a.example\n"));
        file("apps/web.yaml", kustomization("web", "./web/gone", ""));
        file("apps/kustomization.yaml", "resources: [web.yaml]\n");
        file("web/prod/map.yaml", map("web", "  url: https://${host}/\n"));

        GraphNode web = node(build("clusters/prod"), "web");

        assertThat(web.findings()).isEmpty();
        assertThat(text(web.manifests().get(0), "data", "url")).isEqualTo("https://a.example/");
    }

    @Test
    void aKustomizationThatFails_saysSo() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", ""));
        file("apps/kustomization.yaml", "resources: [map.yaml, gone.yaml]\n");
        file("apps/map.yaml", map("web", "  a: b\n"));

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.FAILED);
        assertThat(apps.reason()).isNotEmpty();
    }

    @Test
    void dependsOn_looksInItsOwnNamespace_unlessItNamesOne() {
        file(
                "clusters/prod/a.yaml",
                kustomization("a", "./apps", "").replace("namespace: flux-system", "namespace: team"));
        file("clusters/prod/b.yaml", kustomization("b", "./apps", "  dependsOn: [{name: a, namespace: team}]\n"));
        file("clusters/prod/c.yaml", kustomization("c", "./apps", "  dependsOn: [{name: a}]\n"));
        file("apps/map.yaml", map("web", "  a: b\n"));

        assertThat(build("clusters/prod").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("flux/depends-on");
            assertThat(finding.message()).contains("`c`", "flux-system/a");
        });
    }

    @Test
    void aHealthCheck_ofWhatNothingApplies_pointsToItsLine() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              healthChecks:
                - {apiVersion: v1, kind: ConfigMap, name: web, namespace: flux-system}
                - {apiVersion: apps/v1, kind: Deployment, name: web, namespace: flux-system}
            """));
        file("apps/map.yaml", map("web", "  a: b\n"));

        assertThat(build("clusters/prod").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("flux/health-check");
            assertThat(finding.message()).contains("Deployment flux-system/web");
            assertThat(line(finding)).isEqualTo(11);
        });
    }

    @Test
    void aHealthCheck_ofWhatAChartMayBring_isNoFinding() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              healthChecks:
                - {apiVersion: apps/v1, kind: Deployment, name: web, namespace: flux-system}
            """));
        file("apps/release.yaml", """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: web, namespace: flux-system}
            """);

        assertThat(build("clusters/prod").findings()).isEmpty();
    }

    @Test
    void aVariableThatAnotherKustomizationDefines_isSaidToBeUnwired_whereThereIsNoPostBuild() {
        file(
                "clusters/prod/a.yaml",
                kustomization("a", "./apps/a", "  postBuild: {substitute: {domain: a.example}}\n"));
        file("clusters/prod/b.yaml", kustomization("b", "./apps/b", ""));
        file("apps/a/map.yaml", map("a", "  host: ${domain}\n"));
        file("apps/b/map.yaml", map("b", "  host: web.${domain}\n  run: echo ${HOME}\n"));

        assertThat(build("clusters/prod").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("flux/unwired-variable");
            assertThat(finding.message()).contains("${domain}", "flux-system/b");
            Origin origin = finding.origin();
            assertThat(origin).isNotNull();
            assertThat(origin.location()).hasToString("apps/b/map.yaml:7:9");
        });
    }

    @Test
    void aSecretThatAnOperatorWillMake_hasUnknownValues_whichIsNoWarning() {
        file("clusters/prod/apps.yaml", kustomization("apps", "./apps", """
              postBuild:
                substituteFrom: [{kind: Secret, name: made}]
            """));
        file("clusters/prod/secrets.yaml", kustomization("secrets", "./secrets", ""));
        file("apps/map.yaml", map("web", "  url: ${url}\n"));
        file("secrets/external.yaml", """
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata: {name: e, namespace: flux-system}
            spec: {target: {name: made}}
            """);

        GraphNode apps = node(build("clusters/prod"), "apps");

        assertThat(apps.state()).isEqualTo(NodeState.RENDERED);
        assertThat(text(apps.manifests().get(0), "data", "url")).isEqualTo("${url}");
        assertThat(apps.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
            assertThat(finding.message()).contains("ExternalSecret flux-system/e");
        });
    }

    @Test
    void variablesOfAnEncryptedSecret_areStandIns_whereTheOperatorsKeyOpensIt() throws Exception {
        SopsFile sops = new SopsFile();
        file("clusters/prod/a.yaml", kustomization("a", "./secrets", "  decryption: {provider: sops}\n"));
        file("clusters/prod/b.yaml", kustomization("b", "./apps", """
              postBuild:
                substituteFrom: [{kind: Secret, name: s}]
            """));
        file(
                "secrets/s.yaml",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: flux-system}\nstringData:\n  host: "
                        + sops.secret("stringData:host:", "web.example.com", "str") + "\n" + sops.metadata());
        file("apps/map.yaml", map("web", "  url: https://${host}/\n"));

        GraphNode unknown = node(build("clusters/prod"), "b");
        keys = sops.keys();
        GraphNode known = node(build("clusters/prod"), "b");

        assertThat(text(unknown.manifests().get(0), "data", "url")).isEqualTo("https://${host}/");
        assertThat(text(known.manifests().get(0), "data", "url")).isEqualTo("https://aaa.aaaaaaa.aaa/");
    }

    @Test
    void anEncryptedSecret_thatItsKustomizationDoesNotDecrypt_isSaid() throws Exception {
        SopsFile sops = new SopsFile();
        file("clusters/prod/a.yaml", kustomization("a", "./secrets", ""));
        file(
                "secrets/s.yaml",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  host: "
                        + sops.secret("stringData:host:", "web.example.com", "str") + "\n" + sops.metadata());

        assertThat(rules(node(build("clusters/prod"), "a").findings())).containsExactly("flux/not-decrypted");
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(finding -> finding.rule().value()).toList();
    }
}
