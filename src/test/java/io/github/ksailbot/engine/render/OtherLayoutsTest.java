package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Repositories of Rancher Fleet and Jenkins X. */
class OtherLayoutsTest {
    private final Map<String, String> files = new TreeMap<>();

    @Test
    void bundlesOfFleet_areOneEnvironmentForEachTarget_withItsOverlays() {
        files.put("web/fleet.yaml", """
            namespace: shop
            targetCustomizations:
              - {name: dev, yaml: {overlays: [dev]}}
              - {name: prod, namespace: live, yaml: {overlays: [prod]}}
            """);
        files.put("web/a.yaml", map("a", "plain"));
        files.put("web/b.yaml", map("b", "plain"));
        files.put("web/overlays/dev/a.yaml", map("a", "dev"));
        files.put("web/overlays/prod/b_patch.yaml", map("b", "prod"));
        files.put("base/fleet.yaml", "kustomize: {dir: k}\n");
        files.put("base/k/kustomization.yaml", "resources: [c.yaml]\n");
        files.put("base/k/c.yaml", map("c", "plain"));

        assertThat(render())
                .containsExactly(
                        "dev default/c=plain",
                        "dev shop/a=dev",
                        "dev shop/b=plain",
                        "prod default/c=plain",
                        "prod live/a=plain",
                        "prod live/b=prod");
    }

    @Test
    void bundlesWithoutTargets_areOneEnvironment_andATargetCanBeLeftOut() {
        files.put("web/fleet.yaml", "{}\n");
        files.put("web/a.yaml", map("a", "plain"));
        assertThat(render()).containsExactly("fleet default/a=plain");

        files.put("web/fleet.yaml", "targetCustomizations: [{name: dev}, {name: prod, doNotDeploy: true}]\n");
        assertThat(render()).containsExactly("dev default/a=plain");
    }

    @Test
    void aChartOfABundle_isNamed_andNotRendered() {
        files.put("web/fleet.yaml", "helm: {chart: web, repo: https://charts.example}\n");

        Closure closure = closures().values().iterator().next();

        assertThat(closure.manifests()).isEmpty();
        assertThat(closure.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("fleet/helm");
            assertThat(finding.message()).contains("web");
        });
    }

    @Test
    void anObjectInAFileOfTheSameName_makesNoBundle() {
        files.put("web/fleet.yaml", map("a", "plain"));
        files.put("web/kustomization.yaml", "resources: [fleet.yaml]\n");

        assertThat(render()).containsExactly("default default/a=plain");
    }

    @Test
    void whatJenkinsXRendered_isJudgedAsItStands() {
        files.put("helmfile.yaml", "helmfiles: []\n");
        files.put("helmfiles/jx/values.yaml", "a: {{ b }}\n");
        files.put("config-root/namespaces/jx/web/map.yaml", map("a", "plain"));
        files.put("config-root/cluster/resources/map.yaml", map("b", "plain"));

        assertThat(render()).containsExactly("default default/a=plain", "default default/b=plain");
    }

    private List<String> render() {
        return closures().entrySet().stream()
                .flatMap(closure -> {
                    assertThat(closure.getValue().findings()).isEmpty();
                    return closure.getValue().manifests().stream()
                            .map(manifest -> closure.getKey() + " " + text(manifest, "metadata", "namespace") + "/"
                                    + manifest.name() + "=" + text(manifest, "data", "v"));
                })
                .sorted()
                .toList();
    }

    private Map<String, Closure> closures() {
        MemorySourceTree tree = MemorySourceTree.of(files);
        Map<String, Closure> closures = new TreeMap<>();
        for (Environment environment : new EnvironmentDiscovery().discover(tree).environments()) {
            closures.put(
                    environment.name().value(), new EnvironmentRenderer(new Kustomizer()).render(tree, environment));
        }
        return closures;
    }

    private static String text(Manifest manifest, String... path) {
        Node node = FieldPath.of(path).find(manifest.root());
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }

    private static String map(String name, String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + ", namespace: default}\ndata: {v: " + value
                + "}\n";
    }
}
