package io.github.ksailbot.engine.flux.resourceset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceSetRendererTest {
    private static final String INPUTS = """
          inputs:
            - {tenant: one, app: {replicas: 2}}
            - {tenant: two, app: {replicas: 3}}
        """;
    private static final String RESOURCES = """
          resources:
            - apiVersion: apps/v1
              kind: Deployment
              metadata:
                name: web-<< inputs.tenant >>
              spec:
                replicas: << inputs.app.replicas >>
                paused: << eq inputs.tenant "two" >>
        """;

    @Test
    void whatIsMoreThanAResourceSetMayCost_couldNotBeChecked() {
        String loops = inputs(200) + """
              resourcesTemplate: |
                << range until 300 >><< range until 500 >><< end >><< end >>
            """;
        String many = inputs(210) + """
              resourcesTemplate: |
                << range $i := until 100 >>
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: "m<< inputs.n >>-<< $i >>"}}
                << end >>
            """;

        assertLimit(node(set("a", loops)), "all templates together need more than 20000000 steps");
        assertLimit(node(set("a", many)), "more than 20000 resources");
    }

    private static String inputs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{n: " + i + "}")
                .collect(Collectors.joining(", ", "  inputs: [", "]\n"));
    }

    private static void assertLimit(GraphNode set, String message) {
        assertThat(set.state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(set.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("flux/limit");
            assertThat(finding.isUnchecked()).isTrue();
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void largeWholeNumbers_areWrittenOut() {
        GraphNode set = node(set("a", """
              inputs: [{n: 1000000, m: {big: 12345678901}, f: 1.5}]
              resourcesTemplate: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "a<< inputs.n >>-<< inputs.m >>-<< inputs.f >>"}
            """));

        assertThat(set.manifests()).extracting(Manifest::name).containsExactly("a1000000-map[big:12345678901]-1.5");
    }

    @Test
    void wholeNumberOfAnInput_isNoIntUntilItIsMadeOne() {
        String template = """
              inputs: [{n: 2}]
              resourcesTemplate: |
                << range until %s >>
                ---
                {apiVersion: v1, kind: ConfigMap, metadata: {name: "a<< . >>"}}
                << end >>
            """;

        assertThat(node(set("a", template.formatted("(int inputs.n)"))).manifests())
                .extracting(Manifest::name)
                .containsExactly("a0", "a1");
        assertThat(node(set("a", template.formatted("inputs.n")))
                        .findings()
                        .get(0)
                        .message())
                .contains("expected int; got int64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<< merge (dict) (dict) >>",
                "<< snakecase inputs.tenant >>",
                "<< semverCompare \">1\" \"2.0.0\" >>",
                "<< sha512sum inputs.tenant >>",
            })
    void functionThatTheOperatorDoesNotHave_isRefused(String text) {
        GraphNode set = node(set("a", INPUTS + """
              resourcesTemplate: |
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: '%s'}}
            """.formatted(text)));

        assertThat(set.state()).isEqualTo(NodeState.FAILED);
        assertThat(set.findings().get(0).message()).contains("not defined");
    }

    @Test
    void listsOfATextAreTakenApart_andWhatIsNoObjectGoes() {
        GraphNode set = node(set("a", """
              resourcesTemplate: |
                apiVersion: v1
                kind: List
                items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]
                ---
                apiVersion: v1
                kind: ConfigMap
                ---
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                metadata: {name: k}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: b, name: c}
            """));

        assertThat(set.manifests()).extracting(Manifest::name).containsExactly("a", "c");
    }

    @Test
    void documentWithoutKind_failsTheSet() {
        GraphNode set = node(set("a", "  resourcesTemplate: '{foo: bar}'\n"));

        assertThat(set.state()).isEqualTo(NodeState.FAILED);
        assertThat(set.findings().get(0).message()).contains("an object without a `kind`");
    }

    @Test
    void resourceOfTwoSteps_failsTheSet() {
        GraphNode set = node(set("a", """
              steps:
                - name: one
                  resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]
                - name: two
                  resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]
            """));

        assertThat(set.state()).isEqualTo(NodeState.FAILED);
        assertThat(set.findings().get(0).message()).contains("the step `one` has brought ConfigMap/a before");
    }

    @Test
    void everyTemplate_isRenderedForEverySetOfInputs() {
        GraphNode set = node(set("a", INPUTS + RESOURCES));

        assertThat(set.state()).isEqualTo(NodeState.RENDERED);
        assertThat(set.manifests()).extracting(Manifest::name).containsExactly("web-one", "web-two");
        assertThat(scalar(set.manifests().get(1), "spec", "replicas")).satisfies(replicas -> {
            assertThat(replicas.text()).isEqualTo("3");
            assertThat(replicas.type()).isEqualTo(ScalarNode.Type.INTEGER);
        });
    }

    @Test
    void values_pointToTheirTemplate() {
        Origin origin = scalar(node(set("a", INPUTS + RESOURCES)).manifests().get(0), "spec", "replicas")
                .origin();

        assertThat(origin.location()).hasToString("set.yaml:15:19");
    }

    @Test
    void withoutInputs_theResourcesAreAsTheyStand_withTheCommonMetadata() {
        GraphNode set = node(set("a", """
              commonMetadata: {labels: {team: x}}
              resources:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: "<b>"}}
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: off, annotations: {fluxcd.controlplane.io/reconcile: disabled}}
            """));

        assertThat(set.manifests()).singleElement().satisfies(manifest -> {
            assertThat(manifest.name()).isEqualTo("m");
            assertThat(scalar(manifest, "metadata", "labels", "team").text()).isEqualTo("x");
        });
    }

    @Test
    void aTextOfSeveralResources_isOneTemplate() {
        GraphNode set = node(set("a", INPUTS + """
              resourcesTemplate: |
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: << inputs.tenant | upper | lower >>}
                <<- if eq inputs.tenant "two" >>
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: << inputs.tenant | quote >>}
                data:
                  app: |
                << inputs.app | toYaml | indent 4 >>
                <<- end >>
            """));

        assertThat(set.findings()).isEmpty();
        assertThat(set.manifests())
                .extracting(manifest -> manifest.kind() + " " + manifest.name())
                .containsExactly("Namespace one", "Namespace two", "ConfigMap two");
        assertThat(scalar(set.manifests().get(2), "data", "app").text()).isEqualTo("replicas: 3\n");
    }

    @Test
    void staticProviders_areCombined_orGoOneAfterTheOther() {
        String resources = """
              inputsFrom: [{selector: {matchLabels: {for: a}}}]
              resources:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: "<< %s >>"}}
            """;
        String providers = provider("envs", "Static", "name: prod") + provider("apps", "Static", "name: web");

        GraphNode flat = node(providers + set("a", resources.formatted("inputs.name")));
        GraphNode permuted = node(providers
                + set(
                        "a",
                        "  inputStrategy: {name: Permute}\n"
                                + resources.formatted("inputs.envs.name >>-<< inputs.apps.name")));

        assertThat(flat.manifests()).extracting(Manifest::name).containsExactly("web", "prod");
        assertThat(permuted.manifests()).extracting(Manifest::name).containsExactly("prod-web");
    }

    @Test
    void inputsThatTheOutsideKnows_areNamed_andNothingIsRendered() {
        GraphNode set = node(provider("prs", "GitHubPullRequest", "chart: x")
                + set("a", "  inputsFrom: [{kind: ResourceSetInputProvider, name: prs}]\n" + RESOURCES));
        assertThat(set.state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(set.reason()).contains("prs", "GitHubPullRequest");

        assertThat(node(set("a", "  inputsFrom: [{name: gone}]\n" + RESOURCES)).reason())
                .contains("gone");
    }

    @Test
    void aTemplateThatFails_isAnErrorAtItsResource() {
        GraphNode set = node(set("a", INPUTS + """
              resources:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: "<< inputs.nobody >>"}}
            """));

        assertThat(set.state()).isEqualTo(NodeState.FAILED);
        assertThat(set.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("flux/resource-set");
            assertThat(finding.message()).contains("nobody");
        });
    }

    @Test
    void aSetThatWaitsForAnother_whichIsNotThere_isSaid() {
        DeliveryGraph graph = build(set("a", """
              dependsOn:
                - {apiVersion: fluxcd.controlplane.io/v1, kind: ResourceSet, name: b}
                - {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, name: x}
              resources: []
            """));

        assertThat(graph.findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("ResourceSet team/b"));
    }

    @Test
    void combinations_haveAnIdOfThePlacesOfTheirInputs() {
        GraphNode set = node(provider("envs", "Static", "name: prod") + set("a", """
              inputStrategy: {name: Permute}
              inputs: [{name: one}, {name: two}]
              inputsFrom: [{name: envs}, {name: envs}]
              resources:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: "<< inputs.a.name >>-<< inputs.id >>"}}
            """));

        assertThat(set.manifests()).extracting(Manifest::name).containsExactly("one-287376167", "two-287900456");
    }

    @ParameterizedTest
    @CsvSource({"Flatten, inputs.id", "Permute, inputs.envs.id"})
    void idsOfProviders_areMadeInTheCluster(String strategy, String id) {
        GraphNode set = node(provider("envs", "Static", "id: mine") + set("a", """
              inputStrategy: {name: %s}
              inputsFrom: [{name: envs}]
              resources:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: "x-<< %s >>"}}
            """.formatted(strategy, id)));

        assertThat(set.state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(set.reason()).contains("ids of inputs");
    }

    @Test
    void namesOfProviders_areKeysOfWordsWithOneUnderscoreBetween() {
        GraphNode set = node(provider("my--big.env-", "Static", "name: prod") + set("a", """
              inputStrategy: {name: Permute}
              inputsFrom: [{selector: {matchLabels: {for: a}}}]
              resources:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: "<< inputs.my_big_env.name >>"}}
            """));

        assertThat(set.manifests()).extracting(Manifest::name).containsExactly("prod");
    }

    @Test
    void providersWithoutInputs_leaveNothingToCombineWhenTheyCount() {
        String spec = """
              inputStrategy: {name: Permute, includeEmptyProviders: %s}
              inputsFrom: [{name: envs}]
              resources:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
            """;
        String provider = provider("envs", "Static", "name: prod");

        assertThat(node(provider + set("a", spec.formatted(false))).manifests()).hasSize(1);
        assertThat(node(provider + set("a", spec.formatted(true))).manifests()).isEmpty();
    }

    @Test
    void providersThatNothingHereHas_areNamed_andNothingIsRendered() {
        GraphNode set = node(set("a", "  inputsFrom: [{selector: {matchLabels: {no: body}}}]\n" + RESOURCES));

        assertThat(set.state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(set.manifests()).isEmpty();
    }

    @Test
    void resources_areEachTakenOnceByGroupKindNamespaceAndName() {
        GraphNode set = node(set("a", """
              resources:
                - {apiVersion: v1, kind: Service, metadata: {name: web}}
                - {apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: web}}
                - {apiVersion: serving.knative.dev/v1beta1, kind: Service, metadata: {name: web}}
                - {apiVersion: v1, kind: Secret, metadata: {name: off, annotations: {fluxcd.controlplane.io/reconcile: disabled}}}
            """));

        assertThat(set.manifests()).extracting(Manifest::apiVersion).containsExactly("v1", "serving.knative.dev/v1");
    }

    @Test
    void steps_standAloneAndEachBringsSomething() {
        GraphNode set = node(set("a", """
              resources: []
              steps: [{name: empty}, {name: full, resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]}]
            """));

        assertThat(set.findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("flux/resource-set", "flux/resource-set");
    }

    @Test
    void copiedData_isThatOfTheObjectThatItIsCopiedFrom() {
        GraphNode set =
                node("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: from, namespace: other}\ndata: {a: b}\n"
                        + set("a", """
                              resources:
                                - apiVersion: v1
                                  kind: ConfigMap
                                  metadata: {name: to, annotations: {fluxcd.controlplane.io/copyFrom: other/from}}
                            """));

        assertThat(scalar(set.manifests().get(0), "data", "a").text()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource({"Feature/New_Thing!, feature-new_thing", "it's café & co, its-cafe-and-co", "__a@b--, aatb"})
    void slugify_makesNames(String text, String slug) {
        GraphNode set = node(set("a", """
              inputs: [{text: "%s"}]
              resources: [{apiVersion: v1, kind: ConfigMap, metadata: {name: "<< slugify inputs.text >>"}}]
            """.formatted(text)));

        assertThat(set.manifests()).extracting(Manifest::name).containsExactly(slug);
    }

    private static String set(String name, String spec) {
        return "---\napiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSet\nmetadata: {name: " + name
                + ", namespace: team}\nspec:\n" + spec;
    }

    private static String provider(String name, String type, String values) {
        return """
            ---
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSetInputProvider
            metadata: {name: %s, namespace: team, labels: {for: a}}
            spec: {type: %s, defaultValues: {%s}}
            """.formatted(name, type, values);
    }

    private static GraphNode node(String text) {
        return build(text).nodes().get(0);
    }

    private static DeliveryGraph build(String text) {
        List<Manifest> manifests = new YamlReader(YamlLimits.DEFAULT)
                .read("set.yaml", text.getBytes(StandardCharsets.UTF_8)).documents().stream()
                        .filter(node -> node instanceof MappingNode)
                        .map(node -> new Manifest((MappingNode) node))
                        .toList();
        return new GraphBuilder(List.of(new ResourceSetRenderer()))
                .build(
                        MemorySourceTree.of(Map.of("a", "")),
                        SourcePath.ROOT,
                        Set.of(),
                        List.of(new GraphBuilder.Entry(SourcePath.ROOT, manifests)));
    }

    private static ScalarNode scalar(Manifest manifest, String... path) {
        Node node = FieldPath.of(path).find(manifest.root());
        assertThat(node).isInstanceOf(ScalarNode.class);
        return (ScalarNode) java.util.Objects.requireNonNull(node);
    }
}
