package io.github.ksailbot.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles as Fleet's agent deploys them. */
final class FleetBundleTest {
    private static final FleetTarget.Cluster PROD =
            new FleetTarget.Cluster("prod-eu", Map.of("env", "prod", "region", "eu"), Map.of("owner", "a"));

    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<RenderRequest> requests = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();

    private Build build(FleetTarget target) {
        ChartTools tools = new ChartTools(
                request -> {
                    requests.add(request);
                    return new Rendering.Documents(printed.stream()
                            .map(yaml -> new Rendering.Document(request.chart().name() + "/templates/a.yaml", yaml))
                            .toList());
                },
                ChartArchives.DENIED,
                Capabilities.DEFAULT);
        return new FleetBundle(new Kustomizer(), tools)
                .build(MemorySourceTree.of(files), new SourcePath("web"), target);
    }

    private Build build(String target) {
        return build(FleetInventory.of(Map.of(PROD.name(), PROD), List.of()).target(target, 1));
    }

    private static FleetInventory inventory(ClusterGroup... groups) {
        FleetTarget.Cluster cluster =
                new FleetTarget.Cluster("fleet-default", PROD.name(), PROD.labels(), PROD.annotations(), node("{}"));
        return FleetInventory.of(Map.of(PROD.name(), cluster), List.of(groups));
    }

    private static ClusterGroup group(String name, String labels, String selector) {
        Map<String, String> texts = new LinkedHashMap<>();
        node(labels)
                .entries()
                .forEach(entry -> texts.put(
                        entry.key().text(), node(labels).text(entry.key().text())));
        return new ClusterGroup("", name, texts, selector.equals("null") ? null : node(selector));
    }

    private static MappingNode node(String yaml) {
        return (MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }

    private static List<String> objects(Build build) {
        assertThat(build.findings()).isEmpty();
        return build.manifests().stream()
                .map(Manifest::id)
                .map(Object::toString)
                .toList();
    }

    private static List<String> rules(Build build) {
        return build.findings().stream()
                .map(Finding::rule)
                .map(rule -> rule.value())
                .toList();
    }

    private static String map(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
    }

    private void chart() {
        files.put("web/chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
        printed.add(map("rendered"));
    }

    private RenderRequest last() {
        return requests.get(requests.size() - 1);
    }

    @Test
    void chart_isRenderedWithTheValuesOfTheBundleAndOfTheTarget() {
        chart();
        printed.add(map("test").replace("{name: test}", "{name: test, annotations: {helm.sh/hook: test}}"));
        files.put("web/base.yaml", "a: file\nb: file\n");
        files.put("web/prod.yaml", "b: prod\n");
        files.put("web/ignored.yaml", map("ignored"));
        files.put("web/fleet.yaml", """
            defaultNamespace: shop
            helm:
              chart: chart
              releaseName: shop
              values: {a: inline, c: {d: 1, e: 2}}
              valuesFiles: [base.yaml]
            targetCustomizations:
              - name: prod
                clusterSelector: {matchLabels: {env: prod}}
                namespace: live
                helm: {values: {c: {d: 3}}, valuesFiles: [prod.yaml], releaseName: ''}
            """);

        assertThat(objects(build("none"))).containsExactly("ConfigMap/shop/rendered");
        assertThat(last().values()).isEqualTo("{\"a\":\"file\",\"b\":\"file\",\"c\":{\"d\":1,\"e\":2}}");
        assertThat(objects(build("prod"))).containsExactly("ConfigMap/live/rendered");
        assertThat(objects(build("prod-eu"))).containsExactly("ConfigMap/live/rendered");
        assertThat(last().values()).isEqualTo("{\"a\":\"file\",\"b\":\"prod\",\"c\":{\"d\":3,\"e\":2}}");
        assertThat(last().name()).isEqualTo("shop");
        assertThat(last().namespace()).isEqualTo("live");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FirstMatch | first",
                "AllMatches | second",
            })
    void customizations_areTheFirstOrAllThatAreMeantForTheCluster(String mode, String value) {
        chart();
        files.put("web/fleet.yaml", """
            helm: {chart: chart}
            targetCustomizationMode: %s
            targetCustomizations:
              - {helm: {values: {v: nobody}}}
              - {clusterSelector: {matchExpressions: [{key: env, operator: In, values: [prod, dev]}]}, helm: {values: {v: first}}}
              - {clusterName: prod-eu, helm: {values: {v: second}}}
              - {clusterName: prod-us, helm: {values: {v: third}}}
            """.formatted(mode));

        objects(build("prod-eu"));

        assertThat(last().values()).isEqualTo("{\"v\":\"" + value + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{clusterName: prod-eu} | yes",
                "{clusterName: prod-us} | no",
                "{clusterSelector: {matchLabels: {env: prod}}} | yes",
                "{clusterSelector: {}} | yes",
                "{clusterSelector: null} | no",
                "{name: prod-eu} | no",
                "{clusterName: prod-us, clusterSelector: {matchLabels: {env: prod}}} | no",
                "{clusterGroup: prods} | yes",
                "{clusterGroup: prods, clusterName: prod-us} | no",
                "{clusterGroup: devs} | no",
                "{clusterGroup: nobody} | no",
                "{clusterGroup: broken} | no",
                "{clusterGroup: elsewhere} | unknown",
                "{clusterGroup: undeclared} | unknown",
                "{clusterGroup: undeclared, clusterName: prod-us} | no",
                "{clusterGroup: undeclared, clusterSelector: {matchLabels: {env: dev}}} | no",
                "{clusterGroupSelector: {matchLabels: {tier: gold}}} | yes",
                "{clusterGroupSelector: {matchLabels: {tier: gold, area: all}}} | no",
                "{clusterGroup: europe, clusterGroupSelector: {matchLabels: {tier: gold}}} | no",
                "{clusterGroup: prods, clusterGroupSelector: {matchLabels: {tier: gold}}} | yes",
                "{clusterGroupSelector: {matchLabels: {tier: tin}}} | no",
                "{clusterGroupSelector: {matchLabels: {tier: platinum}}} | unknown",
                "{clusterGroupSelector: {}} | yes",
                "{clusterSelector: {matchExpressions: [{key: env, operator: Is}]}} | wrong",
                "{clusterSelector: {matchExpressions: [{key: env, operator: In}]}} | wrong",
                "{clusterGroupSelector: {matchExpressions: [{key: env, operator: Exists, values: [a]}]}} | wrong",
            })
    void customizations_areForWhatTheirTargetMeans(String target, String expected) {
        files.put(
                "web/fleet.yaml",
                "targetCustomizations: [" + target.replaceFirst("}$", ", doNotDeploy: true}") + "]\n");
        files.put("web/a.yaml", map("a"));

        Build build = build(inventory(
                        group("prods", "{tier: gold}", "{matchLabels: {env: prod}}"),
                        group("europe", "{area: all}", "{matchLabels: {region: eu}}"),
                        group("devs", "{tier: tin, area: all}", "{matchLabels: {env: dev}}"),
                        group("all-gold", "{tier: gold, area: all}", "{matchLabels: {env: dev}}"),
                        group("nobody", "{}", "null"),
                        group("broken", "{}", "{matchExpressions: [{key: env, operator: Is}]}"),
                        new ClusterGroup("fleet-local", "elsewhere", Map.of(), node("{}")))
                .target("prod-eu", 1));

        String found = build.findings().isEmpty()
                ? build.manifests().isEmpty() ? "yes" : "no"
                : rules(build).contains("fleet/group-unknown") ? "unknown" : "wrong";
        assertThat(found).isEqualTo(expected);
        assertThat(rules(build)).isSubsetOf("fleet/group-unknown", "fleet/target");
        if (!build.findings().isEmpty()) {
            Finding finding = build.findings().get(0);
            assertThat(build.manifests()).isEmpty();
            assertThat(finding.isUnchecked()).isEqualTo(expected.equals("unknown"));
            assertThat(finding.isUnseen()).isFalse();
            assertThat(finding.origin()).isNotNull().satisfies(origin -> assertThat(origin.file())
                    .isEqualTo("web/fleet.yaml"));
        }
    }

    @Test
    void unknownGroup_mattersOnlyWhereNoCustomizationBeforeItIsMeant() {
        files.put("web/a.yaml", map("a"));
        String first = "targetCustomizations: [{clusterName: prod-eu, namespace: one}, {clusterGroup: unknown}]\n";
        files.put("web/fleet.yaml", first);
        assertThat(objects(build("prod-eu"))).containsExactly("ConfigMap/one/a");

        files.put("web/fleet.yaml", first + "targetCustomizationMode: AllMatches\n");
        assertThat(rules(build("prod-eu"))).containsExactly("fleet/group-unknown");
    }

    @Test
    void aClusterInNoGroup_hasAGroupWithoutLabels() {
        files.put("web/a.yaml", map("a"));
        files.put("web/fleet.yaml", """
            targetCustomizations:
              - clusterGroupSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}
                namespace: alone
            """);

        assertThat(objects(build("prod-eu"))).containsExactly("ConfigMap/alone/a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{clusterName: prod-eu}] | 1",
                "[{clusterName: prod-us}] | 0",
                "[{clusterName: prod-us}, {clusterSelector: {matchLabels: {env: prod}}}] | 1",
                "[{}] | 0",
            })
    void overrideTargets_decideWhoGetsTheBundle(String targets, int objects) {
        files.put("web/fleet.yaml", "overrideTargets: " + targets + "\n");
        files.put("web/a.yaml", map("a"));

        assertThat(objects(build("prod-eu"))).hasSize(objects);
        assertThat(objects(build("a-name-alone"))).hasSize(1);
    }

    @Test
    void overrideTargetsThatAreEmpty_areTheGroupThatFleetTakesByDefault() {
        files.put("web/fleet.yaml", "overrideTargets: []\n");
        files.put("web/a.yaml", map("a"));

        assertThat(rules(build("prod-eu"))).containsExactly("fleet/group-unknown");
        assertThat(objects(build(inventory(group("default", "{}", "{}")).target("prod-eu", 1))))
                .hasSize(1);
        files.put("web/fleet.yaml", "{overrideTargets: [], targetCustomizations: [{clusterName: prod-eu}]}\n");
        assertThat(objects(build("prod-eu"))).isEmpty();
    }

    @Test
    void selectorsOfManyEntries_areComparedUpToALimit() {
        files.put("web/a.yaml", map("a"));
        String names = IntStream.range(0, 15_000).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        String one =
                "{clusterSelector: {matchExpressions: [{key: env, operator: In, values: &names [" + names + "]}]}}";
        String more = ", {clusterSelector: {matchExpressions: [{key: env, operator: In, values: *names}]}}";
        files.put("web/fleet.yaml", "targetCustomizations: [" + one + more.repeat(10) + "]\n");
        assertThat(objects(build("prod-eu"))).hasSize(1);

        String few = IntStream.range(0, 300).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        String groups =
                "{clusterGroupSelector: {matchExpressions: [{key: tier, operator: In, values: [" + few + "]}]}}";
        files.put("web/fleet.yaml", "targetCustomizations: [" + groups + (", " + groups).repeat(9) + "]\n");
        ClusterGroup[] many = IntStream.range(0, 1_000)
                .mapToObj(i -> group("g" + i, "{}", "{}"))
                .toArray(ClusterGroup[]::new);
        Build build = build(inventory(many).target("prod-eu", 1));
        assertThat(rules(build)).containsExactly("fleet/limit");
        assertThat(build.findings().get(0).isUnchecked()).isTrue();
    }

    @Test
    void manyBundles_shareWhatIsCompared() {
        files.put("web/a.yaml", map("a"));
        String groups = "{clusterGroupSelector: {matchLabels: {tier: none}}}";
        files.put("web/fleet.yaml", "targetCustomizations: [" + groups + (", " + groups).repeat(9) + "]\n");
        FleetInventory inventory = inventory(IntStream.range(0, 500)
                .mapToObj(i -> group("g" + i, "{tier: none}", "{}"))
                .toArray(ClusterGroup[]::new));
        FleetInventory none = inventory(IntStream.range(0, 500)
                .mapToObj(i -> group("g" + i, "{}", "{}"))
                .toArray(ClusterGroup[]::new));

        assertThat(rules(build(inventory.target("prod-eu", 100_000)))).isEmpty();
        assertThat(rules(build(none.target("prod-eu", 1)))).doesNotContain("fleet/limit");
        assertThat(rules(build(none.target("prod-eu", 100_000)))).containsExactly("fleet/limit");
    }

    @Test
    void valuesThatAskForTheObjectOfACluster_areRenderedWhereItIsKnown() {
        chart();
        files.put("web/fleet.yaml", """
            helm: {chart: chart, values: {a: "${ .ClusterNamespace }", b: "${ .ClusterValues.size }"}}
            """);
        assertThat(rules(build("prod-eu"))).containsExactly("fleet/cluster-unknown");

        FleetTarget.Cluster seen = new FleetTarget.Cluster(
                "fleet-default", "prod-eu", PROD.labels(), PROD.annotations(), node("{size: 3}"));
        objects(build(FleetInventory.of(Map.of("prod-eu", seen), List.of()).target("prod-eu", 1)));
        assertThat(last().values()).isEqualTo("{\"a\":\"fleet-default\",\"b\":3}");
    }

    @Test
    void customizationsWithoutNames_areCalledByTheirPlaces() {
        files.put("web/fleet.yaml", "targetCustomizations: [{doNotDeploy: true}, {namespace: two}]\n");
        files.put("web/a.yaml", map("a"));

        assertThat(objects(build("target000"))).isEmpty();
        assertThat(objects(build("target001"))).containsExactly("ConfigMap/two/a");
        assertThat(objects(build("other"))).containsExactly("ConfigMap/default/a");
    }

    @Test
    void values_mayAskForTheCluster() {
        chart();
        files.put("web/fleet.yaml", """
            helm:
              chart: chart
              values:
                name: ${ .ClusterName }
                region: global.fleet.clusterLabels.region
                gone: global.fleet.clusterLabels.gone
                replicas: '${ if eq .ClusterLabels.env "prod" }3${ else }1${ end }'
              templateValues:
                owner: '{by: ${ .ClusterAnnotations.owner }}'
            """);

        assertThat(objects(build("prod-eu"))).hasSize(1);
        assertThat(last().values())
                .isEqualTo(
                        "{\"gone\":\"\",\"name\":\"prod-eu\",\"owner\":{\"by\":\"a\"},\"region\":\"eu\",\"replicas\":3}");
        assertThat(build("other").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("fleet/cluster-unknown");
            assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
        });
    }

    @Test
    void templatesThatFail_areAMistake() {
        chart();
        files.put("web/fleet.yaml", "helm: {chart: chart, values: {a: '${ .ClusterLabels.gone }'}}\n");

        assertThat(rules(build("prod-eu"))).containsExactly("fleet/values");
    }

    @Test
    void chartsOfOtherPlaces_areFetchedOrNamed() {
        files.put("web/fleet.yaml", "helm: {repo: 'https://charts.example.org', chart: redis, version: 1.2.3}\n");
        assertThat(build("any").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("fleet/helm");
            assertThat(finding.message()).contains("`redis` 1.2.3", "https://charts.example.org");
        });

        files.put("web/fleet.yaml", "helm: {chart: 'oci://registry.example.org/charts/redis', version: 1.2.3}\n");
        assertThat(build("any").findings().get(0).message()).contains("oci://registry.example.org/charts/redis");
        files.put("web/fleet.yaml", "helm: {chart: 'https://example.org/redis.tgz'}\n");
        assertThat(rules(build("any"))).containsExactly("fleet/helm");
    }

    @Test
    void valuesOfTheCluster_areNamedAsUnknown() {
        chart();
        files.put("web/fleet.yaml", "helm: {chart: chart, valuesFrom: [{configMapKeyRef: {name: a}}]}\n");

        Build build = build("any");

        assertThat(rules(build)).containsExactly("fleet/values-unknown");
        assertThat(build.manifests()).hasSize(1);
    }

    @Test
    void plainFiles_leaveOutBundlesChartsAndOverlaysOfTheirOwn() {
        files.put("web/fleet.yaml", "{}\n");
        files.put("web/a.yaml", map("a"));
        files.put("web/deep/b.yml", map("b"));
        files.put("web/c.json", "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"c\"}}");
        files.put("web/README.md", map("readme"));
        files.put("web/own/fleet.yaml", "{}\n");
        files.put("web/own/d.yaml", map("d"));
        files.put("web/chart/Chart.yaml", "name: x\n");
        files.put("web/chart/e.yaml", map("e"));
        files.put("web/overlays/dev/f.yaml", map("f"));
        files.put("web/templates/g.yaml", "{{ anything }}");
        printed.add(map("g"));

        assertThat(objects(build("any")))
                .containsExactlyInAnyOrder(
                        "ConfigMap/default/a", "ConfigMap/default/b", "ConfigMap/default/c", "ConfigMap/default/g");
        assertThat(last().chart().files()).containsKeys("Chart.yaml", "templates/g.yaml");
    }

    @Test
    void plainFiles_leaveOutWhatIsIgnoredAndWhatHoldsValues() {
        files.put("web/fleet.yaml", "targetCustomizations: [{name: prod, helm: {valuesFiles: [deep/values.yaml]}}]\n");
        files.put("web/.fleetignore", "# comment\nold*  \nskipped/*\n");
        files.put("web/a.yaml", map("a"));
        files.put("web/old-b.yaml", map("b"));
        files.put("web/skipped/c.yaml", map("c"));
        files.put("web/deep/old-d.yaml", map("d"));
        files.put("web/deep/.fleetignore", "e.yaml\n");
        files.put("web/deep/e.yaml", map("e"));
        files.put("web/deep/values.yaml", "a: b\n");
        files.put("web/e.yaml", map("e"));

        assertThat(objects(build("any"))).containsExactlyInAnyOrder("ConfigMap/default/a", "ConfigMap/default/e");
    }

    @Test
    void overlays_areThoseOfTheBundleAndThenOfTheTarget() {
        files.put("web/fleet.yaml", """
            yaml: {overlays: [all]}
            targetCustomizations: [{name: prod, yaml: {overlays: [prod]}}, {name: bad, yaml: {overlays: [bad]}}]
            """);
        files.put("web/a.yaml", map("a"));
        files.put("web/overlays/all/a.yaml", map("all"));
        files.put("web/overlays/prod/b.yaml", map("b"));
        files.put("web/overlays/bad/gone_patch.yaml", map("gone"));

        assertThat(objects(build("none"))).containsExactly("ConfigMap/default/all");
        assertThat(objects(build("prod"))).containsExactly("ConfigMap/default/all", "ConfigMap/default/b");
        assertThat(rules(build("bad"))).containsExactly("fleet/overlay");
    }

    @Test
    void overlayThatIsNotThere_isSaidWhereItIsNamed_withTheNearestOne() {
        files.put("web/fleet.yaml", """
            targetCustomizations:
              - name: prod
                yaml:
                  overlays: [prd]
            """);
        files.put("web/a.yaml", map("a"));
        files.put("web/overlays/prod/b.yaml", map("b"));

        Finding finding = build("prod").findings().get(0);

        assertThat(finding.rule().value()).isEqualTo("fleet/overlay");
        assertThat(finding.message()).isEqualTo("There is no directory `web/overlays/prd`.");
        assertThat(Objects.requireNonNull(finding.origin()).line()).isEqualTo(4);
        assertThat(finding.fix()).isEqualTo("Did you mean `prod`?");
    }

    @Test
    void kustomization_readsNothingOutsideOfTheBundle() {
        files.put("web/fleet.yaml", "kustomize: {dir: k}\n");
        files.put("web/k/kustomization.yaml", "resources: [../base, ../../shared]\n");
        files.put("web/base/kustomization.yaml", "resources: [a.yaml]\n");
        files.put("web/base/a.yaml", map("a"));
        files.put("shared/kustomization.yaml", "resources: [b.yaml]\n");
        files.put("shared/b.yaml", map("b"));
        assertThat(rules(build("any"))).containsExactly("fleet/outside-bundle");

        files.put("web/k/kustomization.yaml", "resources: [../base]\n");
        assertThat(objects(build("any"))).containsExactly("ConfigMap/default/a");
    }

    @Test
    void namespace_movesAllAndRefusesWhatLivesInNone() {
        files.put("web/fleet.yaml", "namespace: shop\n");
        files.put("web/a.yaml", map("a").replace("{name: a}", "{name: a, namespace: other}"));
        assertThat(objects(build("any"))).containsExactly("ConfigMap/shop/a");

        files.put("web/b.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n");
        assertThat(rules(build("any"))).containsExactly("fleet/cluster-scoped");
        files.put("web/fleet.yaml", "defaultNamespace: shop\n");
        assertThat(objects(build("any"))).containsExactlyInAnyOrder("ConfigMap/other/a", "Namespace/b");
    }

    @Test
    void chartUnderAKustomization_isNamedAndNotRendered() {
        chart();
        files.put("web/fleet.yaml", "helm: {chart: chart}\n");
        files.put("web/kustomization.yaml", "namePrefix: x-\n");

        assertThat(rules(build("any"))).containsExactly("fleet/helm");
    }
}
