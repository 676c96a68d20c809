package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.flux.FluxKustomizer;
import io.github.ksailbot.engine.flux.KustomizationRenderer;
import io.github.ksailbot.engine.graph.DeliveryGraph;
import io.github.ksailbot.engine.graph.GraphBuilder;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.TestCharts;
import io.github.ksailbot.engine.helm.release.ReleaseRenderer;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.FieldPathException;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HelmReleases from the entry of a cluster to their manifests, with Helm itself. */
class HelmReleaseTest {
    private static final Charts CHARTS = SharedCharts.CHARTS;

    private static final String RELEASE = """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: web
          namespace: apps
        spec:
          chart:
            spec:
              chart: ./charts/web
              sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}
        """;

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private ChartArchives archives = ChartArchives.DENIED;
    private byte @Nullable [] archive;

    @BeforeEach
    void chart() {
        files.put("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.2.3\n");
        files.put("charts/web/values.yaml", "replicas: 1\nimage:\n  tag: one\n");
        files.put("charts/web/templates/deployment.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{ .Release.Name }}
              labels:
                {{- include "web.labels" . | nindent 4 }}
            spec:
              replicas: {{ .Values.replicas }}
              template:
                spec:
                  containers:
                    - name: web
                      image: "web:{{ .Values.image.tag }}"
                      {{- with .Values.resources }}
                      resources:
                        {{- toYaml . | nindent 12 }}
                      {{- end }}
            """);
        files.put("charts/web/templates/_helpers.tpl", """
            {{- define "web.labels" -}}
            chart: {{ .Chart.Name }}-{{ .Chart.Version }}
            {{- end -}}
            """);
    }

    private String file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private void release(String values) {
        files.put("clusters/prod/release.yaml", RELEASE + values.indent(2));
    }

    private DeliveryGraph graph() {
        files.putIfAbsent("clusters/prod/kustomization.yaml", "resources: [release.yaml]\n");
        MemorySourceTree.Builder builder = MemorySourceTree.builder();
        files.forEach(builder::file);
        links.forEach(builder::link);
        if (archive != null) {
            builder.file("charts/web-1.2.3.tgz", archive);
        }
        SourceTree tree = builder.build();
        Kustomizer kustomizer = new Kustomizer();
        SourcePath entry = new SourcePath("clusters/prod");
        List<Manifest> manifests =
                kustomizer.build(tree, entry, BuildOptions.FLUX).manifests();
        return new GraphBuilder(List.of(
                        new KustomizationRenderer(new FluxKustomizer(kustomizer), true),
                        new ReleaseRenderer(CHARTS.tools(archives))))
                .build(tree, SourcePath.ROOT, Set.of(), List.of(new GraphBuilder.Entry(entry, manifests)));
    }

    private GraphNode node() {
        return graph().nodes().stream()
                .filter(node -> node.key().kind().equals("HelmRelease"))
                .findFirst()
                .orElseThrow();
    }

    private List<Manifest> rendered() {
        GraphNode node = node();
        assertThat(node.findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(node.state()).isEqualTo(NodeState.RENDERED);
        return node.manifests();
    }

    private Finding onlyFinding() {
        List<Finding> findings = node().findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static Node at(Manifest manifest, String path) {
        try {
            Node node = FieldPath.parse(path).find(manifest.root());
            assertThat(node).as(path).isNotNull();
            return node;
        } catch (FieldPathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String text(Manifest manifest, String path) {
        return ((ScalarNode) at(manifest, path)).text();
    }

    private static String place(Finding finding) {
        assertThat(finding.origin()).isNotNull();
        return finding.origin().location().file() + ":"
                + finding.origin().location().line();
    }

    @Test
    void chartOfTheRepository_isRenderedIntoItsNamespace() {
        release("values:\n  replicas: 3\n");
        List<Manifest> manifests = rendered();
        assertThat(manifests).extracting(manifest -> manifest.id().toString()).containsExactly("Deployment/apps/web");
        Manifest deployment = manifests.get(0);
        assertThat(text(deployment, "spec.replicas")).isEqualTo("3");
        assertThat(text(deployment, "metadata.labels.chart")).isEqualTo("web-1.2.3");
        assertThat(text(deployment, "metadata.labels[\"helm.toolkit.fluxcd.io/name\"]"))
                .isEqualTo("web");
        assertThat(text(deployment, "metadata.labels[\"helm.toolkit.fluxcd.io/namespace\"]"))
                .isEqualTo("apps");
    }

    @Test
    void value_comesFromTheLineOfTheTemplateAndThatOfTheRelease() {
        release("values:\n  replicas: 3\n  resources:\n    limits:\n      memory: 128Mi\n");
        Manifest deployment = rendered().get(0);
        Node replicas = at(deployment, "spec.replicas");
        assertThat(replicas.origin().chain())
                .extracting(step -> step.file() + ":" + step.line())
                .containsExactly("charts/web/templates/deployment.yaml:8", "clusters/prod/release.yaml:12");
        assertThat(at(deployment, "kind").origin().line()).isEqualTo(2);
        Node image = at(deployment, "spec.template.spec.containers[0].image");
        assertThat(image.origin().chain())
                .extracting(step -> step.file() + ":" + step.line())
                .containsExactly("charts/web/templates/deployment.yaml:13", "charts/web/values.yaml:3");
        Node memory = at(deployment, "spec.template.spec.containers[0].resources.limits.memory");
        assertThat(memory.origin().chain())
                .extracting(step -> step.file() + ":" + step.line())
                .containsExactly("charts/web/templates/deployment.yaml:16", "clusters/prod/release.yaml:15");
    }

    @Test
    void values_areComposedInOrderAndInlineOnesWin() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, values.yaml]\n");
        files.put("clusters/prod/values.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: first, namespace: apps}
            data:
              values.yaml: |
                replicas: 5
                image:
                  tag: first
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: second, namespace: apps}
            stringData:
              more: |
                image:
                  tag: second
              port: "8080"
            """);
        files.put("charts/web/templates/values.yaml", """
            kind: Values
            metadata: {name: all}
            values: {{ toJson .Values }}
            """);
        release("""
            valuesFrom:
              - {kind: ConfigMap, name: first}
              - {kind: Secret, name: second, valuesKey: more}
              - {kind: Secret, name: second, valuesKey: port, targetPath: "ports[1].number"}
              - {kind: ConfigMap, name: nowhere, optional: true}
            values:
              replicas: 7
            """);
        GraphNode node = node();
        assertThat(node.findings()).extracting(Finding::severity).containsExactly(Severity.NOTICE);
        Manifest values = node.manifests().stream()
                .filter(manifest -> manifest.kind().equals("Values"))
                .findFirst()
                .orElseThrow();
        assertThat(text(values, "values.replicas")).isEqualTo("7");
        assertThat(text(values, "values.image.tag")).isEqualTo("second");
        assertThat(text(values, "values.ports[1].number")).isEqualTo("8080");
    }

    /** As helm-controller's merge shares what it has not to copy. */
    @Test
    void targetPath_isOverInlineValuesBelowTheTop_whereTheyWereNotMergedBefore() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, values.yaml]\n");
        files.put("clusters/prod/values.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: first, namespace: apps}
            data:
              values.yaml: "{merged: {tag: map}}"
              one: set
            """);
        files.put("charts/web/values.yaml", "");
        files.put("charts/web/templates/deployment.yaml", """
            kind: Values
            metadata: {name: all}
            values: {{ .Values | toJson | squote }}
            """);
        release("""
            valuesFrom:
              - {kind: ConfigMap, name: first}
              - {kind: ConfigMap, name: first, valuesKey: one, targetPath: fresh.tag}
              - {kind: ConfigMap, name: first, valuesKey: one, targetPath: merged.tag}
              - {kind: ConfigMap, name: first, valuesKey: one, targetPath: late.tag}
              - {kind: ConfigMap, name: first, valuesKey: one, targetPath: top}
              - {kind: ConfigMap, name: first, valuesKey: one, targetPath: "list[0].tag"}
            values:
              fresh: {tag: inline}
              merged: {tag: inline}
              late: {tag: inline}
              list: [{tag: inline}]
              top: inline
            """);

        assertThat(rendered())
                .extracting(manifest -> text(manifest, "values"))
                .containsExactly("{\"fresh\":{\"tag\":\"set\"},\"late\":{\"tag\":\"inline\"},"
                        + "\"list\":[{\"tag\":\"set\"}],\"merged\":{\"tag\":\"inline\"},\"top\":\"inline\"}");
    }

    @Test
    void valuesThatNobodyRenders_areSaid() {
        release("valuesFrom:\n  - {kind: Secret, name: made-by-an-operator}\n");
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("helm/values-from");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(place(finding)).isEqualTo("clusters/prod/release.yaml:12");
    }

    @Test
    void chartThatNeedsUnknownValues_isNotCalledWrong() {
        files.put("charts/web/templates/secret.yaml", "kind: A\nname: {{ required \"needed\" .Values.password }}\n");
        release("valuesFrom:\n  - {kind: Secret, name: made-by-an-operator}\n");
        assertThat(node().findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("helm/values-from", "helm/not-rendered");
    }

    @Test
    void encryptedValues_areUnknown() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, secret.yaml]\n");
        files.put("clusters/prod/secret.yaml", """
            apiVersion: v1
            kind: Secret
            metadata: {name: values, namespace: apps}
            stringData: {values.yaml: "ENC[AES256_GCM,data:abc]"}
            sops: {version: 3.9.0}
            """);
        files.put("charts/web/templates/secret.yaml", "kind: A\nname: {{ required \"needed\" .Values.password }}\n");
        release("valuesFrom:\n  - {kind: Secret, name: values}\n");
        assertThat(node().findings())
                .extracting(finding -> finding.severity() + " " + finding.rule())
                .containsExactly("NOTICE helm/values-from", "NOTICE helm/not-rendered");
    }

    @Test
    void valuesOfWhichOnlyTheShapeIsShown_areUnknown() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, secret.yaml]\n");
        files.put("clusters/prod/secret.yaml", """
            apiVersion: v1
            kind: Secret
            metadata: {name: values, namespace: apps}
            stringData: {values.yaml: "aaaaaaaa: Aaa-111\\n"}
            """);
        files.put("charts/web/templates/secret.yaml", "kind: A\nname: {{ required \"needed\" .Values.password }}\n");
        release("valuesFrom:\n  - {kind: Secret, name: values}\n");
        assertThat(node().findings())
                .extracting(finding -> finding.severity() + " " + finding.rule())
                .containsExactly("NOTICE helm/not-rendered");
    }

    @Test
    void variableThatNobodyKnows_isNotHeldAgainstTheSchema() {
        files.put("charts/web/values.schema.json", "{\"properties\":{\"replicas\":{\"type\":\"integer\"}}}");
        release("values:\n  replicas: ${REPLICAS}\n");
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("helm/not-rendered");
        assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
    }

    @Test
    void encryptedValuesFile_inTheDataOfASecret_isUnknown() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, secret.yaml]\n");
        files.put("clusters/prod/secret.yaml", """
            apiVersion: v1
            kind: Secret
            metadata: {name: one, namespace: apps}
            stringData:
              values.yaml: |
                replicas: ENC[AES256_GCM,data:x,iv:x,tag:x,type:int]
                sops: {mac: x}
            """);
        files.put("charts/web/values.schema.json", "{\"additionalProperties\": false, \"properties\": {}}");
        release("valuesFrom: [{kind: Secret, name: one}]\n");
        assertThat(node().findings())
                .extracting(Finding::message)
                .first()
                .isEqualTo("The values of the Secret apps/one are encrypted; they are unknown here.");
        assertThat(node().findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    @Test
    void secretThatAnOperatorMakes_isNoMistake() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, secret.yaml]\n");
        files.put("clusters/prod/secret.yaml", """
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata: {name: values, namespace: apps}
            """);
        release("valuesFrom:\n  - {kind: Secret, name: values}\n");
        assertThat(onlyFinding().severity()).isEqualTo(Severity.NOTICE);
    }

    @Test
    void literalValue_isSetAsItIs() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, map.yaml]\n");
        files.put("clusters/prod/map.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: one, namespace: apps}
            data: {tag: "1,2"}
            """);
        release("valuesFrom: [{kind: ConfigMap, name: one, valuesKey: tag, targetPath: image.tag, literal: true}]\n");
        assertThat(text(rendered().get(0), "spec.template.spec.containers[0].image"))
                .isEqualTo("web:1,2");
    }

    @Test
    void packedChartOfTheRepository_isUnpacked() {
        files.put("clusters/prod/release.yaml", RELEASE.replace("./charts/web", "./charts/web-1.2.3.tgz"));
        archive = TestCharts.archive(
                "web/Chart.yaml",
                "apiVersion: v2\nname: web\nversion: 1.2.3\n",
                "web/templates/map.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: packed}\n");
        assertThat(rendered()).extracting(Manifest::name).containsExactly("packed");
    }

    @Test
    void valuesFile_thatIsNoMapping_orHasNothingToTakeThePlaceOf_isRefused() {
        String withFile =
                RELEASE.replace("      sourceRef:", "      valuesFiles: [charts/web/more.yaml]\n      sourceRef:");
        files.put("clusters/prod/release.yaml", withFile);
        files.put("charts/web/more.yaml", "- a\n");
        assertThat(onlyFinding().message()).isEqualTo("`charts/web/more.yaml` holds no YAML mapping.");
        files.put("charts/web/more.yaml", "a: 1\n");
        files.remove("charts/web/values.yaml");
        assertThat(onlyFinding().message())
                .isEqualTo("The chart `web` has no `values.yaml`, whose place `valuesFiles` would take.");
    }

    @Test
    void chartThatFluxTakesFromElsewhere_isSaidNotToBeRendered() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, source.yaml]\n");
        Map<String, String> sources = Map.of(
                "kind: Bucket\nspec: {bucketName: a}\n",
                "its chart comes from a `Bucket`",
                "kind: ExternalArtifact\nspec: {}\n",
                "its chart comes from a `ExternalArtifact`",
                "kind: OCIRepository\nspec: {url: oci://r.example/a, layerSelector: {mediaType: text/plain}}\n",
                "its chart is in a layer of the type `text/plain`",
                "kind: OCIRepository\nspec: {url: oci://r.example/a, ref: {semver: 1.x, semverFilter: '.*-rc'}}\n",
                "the version of its chart is chosen by a `semverFilter`");
        sources.forEach((source, reason) -> {
            String kind = source.substring("kind: ".length(), source.indexOf('\n'));
            files.put(
                    "clusters/prod/source.yaml",
                    "apiVersion: source.toolkit.fluxcd.io/v1\nmetadata: {name: src, namespace: apps}\n" + source);
            files.put("clusters/prod/release.yaml", """
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: web, namespace: apps}
                spec: {chartRef: {kind: %s, name: src}}
                """.formatted(kind));
            GraphNode node = node();
            assertThat(node.state()).isEqualTo(NodeState.NOT_RENDERED);
            assertThat(node.findings())
                    .extracting(Finding::message)
                    .containsExactly("What `web` installs was not checked: " + reason + ".");
        });
    }

    @Test
    void missingKey_isAnError() {
        files.put("clusters/prod/kustomization.yaml", """
            resources: [release.yaml]
            configMapGenerator:
              - {name: values, namespace: apps, literals: ["other=1"], options: {disableNameSuffixHash: true}}
            """);
        release("valuesFrom:\n  - {kind: ConfigMap, name: values}\n");
        assertThat(onlyFinding().rule().value()).isEqualTo("helm/values-key");
    }

    @Test
    void valueAgainstTheSchema_isAFindingOnItsLine() {
        files.put("charts/web/values.schema.json", "{\"properties\":{\"replicas\":{\"type\":\"integer\"}}}");
        release("values:\n  image: {tag: x}\n  replicas: many\n");
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("helm/values-schema");
        assertThat(place(finding)).isEqualTo("clusters/prod/release.yaml:13");
        assertThat(finding.field()).isEqualTo("spec.values.replicas");
        assertThat(finding.message())
                .isEqualTo("The chart `web` does not take these values, at `replicas`: got string, want integer.");
    }

    @Test
    void schemaThatIsNotToBeHad_isNeverTakenForAPass() {
        files.put("charts/web/values.schema.json", "{\"$ref\":\"https://example.org/schema.json\"}");
        release("");
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("helm/values-schema");
        assertThat(finding.isUnchecked()).isTrue();
        assertThat(node().manifests()).hasSize(1);
    }

    @Test
    void valuesOfTheChartThatAreNoYaml_areAFindingOnTheirLine() {
        files.put("charts/web/values.yaml", "image:\n  tag: one\nreplicas: one: two\n");
        release("");
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("helm/template");
        assertThat(place(finding)).isEqualTo("charts/web/values.yaml:3");
    }

    @Test
    void brokenTemplate_isAFindingOnItsLine() {
        files.put("charts/web/templates/bad.yaml", "kind: A\nname: {{ fail \"no way\" }}\n");
        release("");
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("helm/template");
        assertThat(place(finding)).isEqualTo("charts/web/templates/bad.yaml:2");
        assertThat(node().state()).isEqualTo(NodeState.FAILED);
    }

    @Test
    void chartThatIsNotThere_isAFindingOnTheLineThatNamesIt() {
        files.keySet().removeIf(path -> path.startsWith("charts/"));
        release("");
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("helm/chart");
        assertThat(place(finding)).isEqualTo("clusters/prod/release.yaml:9");
    }

    @Test
    void chartThatLeadsOutOfTheRepository_isRefused() {
        release("");
        files.put(
                "clusters/prod/release.yaml", file("clusters/prod/release.yaml").replace("./charts/web", "../../etc"));
        assertThat(onlyFinding().rule().value()).isEqualTo("helm/chart");
    }

    @Test
    void chartOfAnotherPlace_isSaidNotToBeRendered() {
        remoteRelease("values: {replicas: 4}\n");
        GraphNode node = node();
        assertThat(node.state()).isEqualTo(NodeState.NOT_RENDERED);
        Finding finding = node.findings().get(0);
        assertThat(finding.rule().value()).isEqualTo("helm/not-rendered");
        assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
        assertThat(place(finding)).isEqualTo("clusters/prod/release.yaml:9");
        assertThat(finding.message())
                .isEqualTo("What `web` installs was not checked: the chart `web` 1.2.3 of"
                        + " `https://charts.example.org/stable` is not in this repository, and nothing outside of this"
                        + " repository is fetched.");
    }

    @Test
    void sourceThatNothingDeclares_isSaidAtItsName_withTheNearestOne() {
        remoteRelease("");
        files.put(
                "clusters/prod/release.yaml",
                file("clusters/prod/release.yaml").replace("name: stable", "name: stabel"));
        GraphNode node = node();
        assertThat(node.state()).isEqualTo(NodeState.NOT_RENDERED);
        Finding finding = node.findings().get(0);
        assertThat(finding.isUnseen()).isTrue();
        assertThat(place(finding)).isEqualTo("clusters/prod/release.yaml:11");
        assertThat(finding.message())
                .isEqualTo("What `web` installs was not checked: nothing here declares `HelmRepository apps/stabel`.");
        assertThat(finding.field()).isEqualTo("spec.chart.spec.sourceRef");
        assertThat(finding.fix()).isEqualTo("Did you mean `stable`?");
    }

    @Test
    void sourceOfAKindThatHasNoCharts_isRefusedAsKubernetesRefusesIt() {
        remoteRelease("");
        files.put(
                "clusters/prod/release.yaml",
                file("clusters/prod/release.yaml").replace("kind: HelmRepository", "kind: HelmRepo"));
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("flux/source-kind");
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(place(finding)).isEqualTo("clusters/prod/release.yaml:11");
        assertThat(finding.field()).isEqualTo("spec.chart.spec.sourceRef.kind");
        assertThat(finding.fix()).isEqualTo("Use one of `HelmRepository`, `GitRepository`, `Bucket`.");
    }

    private void remoteRelease(String values) {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, source.yaml]\n");
        files.put("clusters/prod/source.yaml", """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata: {name: stable, namespace: apps}
            spec: {url: "https://charts.example.org/stable"}
            """);
        release(values);
        files.put(
                "clusters/prod/release.yaml",
                file("clusters/prod/release.yaml")
                        .replace("./charts/web", "web\n      version: 1.2.3")
                        .replace(
                                "kind: GitRepository, name: flux-system, namespace: flux-system",
                                "kind: HelmRepository, name: stable"));
    }

    @Test
    void fetchedChart_isRendered_andItsValuesPointIntoTheRelease() {
        remoteRelease("values: {replicas: 4}\n");
        archives = address -> {
            assertThat(address)
                    .isEqualTo(new ChartAddress.Repository("https://charts.example.org/stable", "web", "1.2.3"));
            byte[] archive = TestCharts.archive(
                    "web/Chart.yaml", file("charts/web/Chart.yaml"),
                    "web/values.yaml", file("charts/web/values.yaml"),
                    "web/templates/deployment.yaml", file("charts/web/templates/deployment.yaml"),
                    "web/templates/_helpers.tpl", file("charts/web/templates/_helpers.tpl"));
            return new Fetched.Content<>(
                    new ChartArchives.Archive(archive, "", "https://charts.example.org/stable/web-1.2.3.tgz"));
        };
        Manifest deployment = rendered().get(0);
        Node replicas = at(deployment, "spec.replicas");
        assertThat(replicas.origin().location().toString()).startsWith("clusters/prod/release.yaml:");
        assertThat(replicas.origin().line()).isEqualTo(12);
        Node name = at(deployment, "kind");
        assertThat(name.origin().file())
                .isEqualTo("https://charts.example.org/stable/web-1.2.3.tgz//templates/deployment.yaml");
        assertThat(name.origin().location().toString()).startsWith("clusters/prod/release.yaml:9:");
    }

    @Test
    void dependencyBesideTheChart_isPartOfIt() {
        files.put("charts/web/Chart.yaml", """
            apiVersion: v2
            name: web
            version: 1.2.3
            dependencies:
              - {name: common, version: 1.0.0, repository: "file://../common"}
            """);
        files.put("charts/common/Chart.yaml", "apiVersion: v2\nname: common\nversion: 1.0.0\n");
        files.put("charts/common/templates/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: common}\n");
        release("");
        Manifest map = rendered().stream()
                .filter(manifest -> manifest.kind().equals("ConfigMap"))
                .findFirst()
                .orElseThrow();
        assertThat(map.origin().file()).isEqualTo("charts/common/templates/map.yaml");
    }

    @Test
    void dependencyOfAnotherPlace_isSaid() {
        files.put("charts/web/Chart.yaml", """
            apiVersion: v2
            name: web
            version: 1.2.3
            dependencies:
              - {name: redis, version: 1.x, repository: "https://charts.example.org"}
            """);
        release("");
        GraphNode node = node();
        assertThat(node.state()).isEqualTo(NodeState.NOT_RENDERED);
        assertThat(node.reason()).contains("the chart `redis` 1.x of `https://charts.example.org`");
    }

    @Test
    void valuesFiles_takeThePlaceOfTheChartsOwn() {
        files.put("charts/web/values-prod.yaml", "replicas: 9\nimage:\n  tag: prod\n");
        release("");
        files.put(
                "clusters/prod/release.yaml",
                file("clusters/prod/release.yaml")
                        .replace(
                                "./charts/web",
                                "./charts/web\n"
                                        + "      valuesFiles: [charts/web/values.yaml, charts/web/values-prod.yaml]"));
        assertThat(text(rendered().get(0), "spec.replicas")).isEqualTo("9");
    }

    @Test
    void valuesOfOtherObjectsAndFiles_areReadAsHelmReadsThem() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, values.yaml]\n");
        files.put("clusters/prod/values.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: first, namespace: apps}
            data:
              values.yaml: |
                ingress: no
                metrics: on
                since: 2024-05-01
                twice: 1
                twice: 2
            """);
        files.put("charts/web/values-prod.yaml", "probes: off\nfrom: 2024-06-01\nsame: 1\nsame: 2\n");
        files.put("charts/web/templates/values.yaml", """
            kind: Values
            metadata: {name: all}
            values: {{ omit .Values "image" "replicas" | toJson | squote }}
            """);
        release("""
            valuesFrom:
              - {kind: ConfigMap, name: first}
            """);
        files.put(
                "clusters/prod/release.yaml",
                file("clusters/prod/release.yaml")
                        .replace(
                                "./charts/web",
                                "./charts/web\n"
                                        + "      valuesFiles: [charts/web/values.yaml, charts/web/values-prod.yaml]"));

        assertThat(rendered())
                .filteredOn(manifest -> manifest.kind().equals("Values"))
                .extracting(manifest -> text(manifest, "values"))
                .containsExactly("{\"from\":\"2024-06-01\",\"ingress\":false,\"metrics\":true,\"probes\":false,"
                        + "\"same\":2,\"since\":\"2024-05-01\",\"twice\":2}");
    }

    @Test
    void customResourceDefinitions_comeFirst_unlessTheyAreSkipped() {
        files.put("charts/web/crds/thing.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example.org}
            """);
        release("");
        assertThat(rendered()).extracting(Manifest::kind).containsExactly("CustomResourceDefinition", "Deployment");
        release("install: {crds: Skip}\n");
        assertThat(rendered()).extracting(Manifest::kind).containsExactly("Deployment");
    }

    @Test
    void customResourceDefinitions_ofAChartThatIsLeftOut_areLeftOutToo() {
        files.put("charts/web/Chart.yaml", """
            apiVersion: v2
            name: web
            version: 1.2.3
            dependencies: [{name: part, version: 1.0.0, condition: part.enabled}]
            """);
        files.put("charts/web/charts/part/Chart.yaml", "apiVersion: v2\nname: part\nversion: 1.0.0\n");
        files.put("charts/web/charts/part/crds/thing.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example.org}
            """);
        release("");
        assertThat(rendered()).extracting(Manifest::kind).containsExactly("CustomResourceDefinition", "Deployment");
        release("values: {part: {enabled: false}}\n");
        assertThat(rendered()).extracting(Manifest::kind).containsExactly("Deployment");
    }

    @Test
    void objectThatComesTwice_isAnError_butNotInAnotherNamespace() {
        String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a%s}\n---\n";
        files.put("charts/web/templates/maps.yaml", map.formatted("") + map.formatted(", namespace: other"));
        release("");
        assertThat(rendered()).hasSize(3);
        files.put("charts/web/templates/maps.yaml", map.formatted("") + map.formatted(", namespace: default"));
        Finding finding = onlyFinding();
        assertThat(finding.rule().value()).isEqualTo("helm/repeated-resource");
        assertThat(place(finding)).isEqualTo("charts/web/templates/maps.yaml:5");
    }

    @Test
    void hooks_areRendered_butNotTests() {
        files.put("charts/web/templates/hooks.yaml", """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: before, annotations: {helm.sh/hook: "pre-install,pre-upgrade"}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: test, annotations: {helm.sh/hook: test}}
            """);
        release("");
        assertThat(rendered()).extracting(Manifest::name).containsExactly("before", "web");
    }

    @Test
    void postRenderers_patchWhatTheChartMakes() {
        release("""
            postRenderers:
              - kustomize:
                  patches:
                    - target: {kind: Deployment}
                      patch: |
                        - op: replace
                          path: /spec/replicas
                          value: 2
                  images:
                    - {name: web, newTag: "patched"}
            commonMetadata:
              labels: {team: one}
            """);
        Manifest deployment = rendered().get(0);
        assertThat(text(deployment, "spec.replicas")).isEqualTo("2");
        assertThat(at(deployment, "spec.replicas").origin().file()).isEqualTo("clusters/prod/release.yaml");
        assertThat(text(deployment, "spec.template.spec.containers[0].image")).isEqualTo("web:patched");
        assertThat(text(deployment, "metadata.labels.team")).isEqualTo("one");
    }

    @Test
    void targetNamespace_namesTheReleaseAndIsMade() {
        release("targetNamespace: other\ninstall: {createNamespace: true}\n");
        assertThat(rendered())
                .extracting(manifest -> manifest.id().toString())
                .containsExactly("Namespace/other", "Deployment/other/other-web");
    }

    @Test
    void kindsOfTheRepositorysDefinitions_areKnownToTemplates() {
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, crd.yaml]\n");
        files.put("clusters/prod/crd.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example.org}
            spec:
              group: example.org
              scope: Cluster
              names: {kind: Thing, plural: things}
              versions: [{name: v1, served: true, storage: true}]
            """);
        files.put("charts/web/templates/thing.yaml", """
            {{- if .Capabilities.APIVersions.Has "example.org/v1/Thing" }}
            apiVersion: example.org/v1
            kind: Thing
            metadata: {name: thing}
            {{- end }}
            """);
        release("");
        assertThat(rendered())
                .extracting(manifest -> manifest.id().toString())
                .containsExactly("Deployment/apps/web", "Thing/thing");
    }

    @Test
    void kustomizationThatAChartMakes_isFollowed() {
        files.put("charts/web/templates/flux.yaml", """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: more, namespace: flux-system}
            spec:
              path: ./more
              prune: true
              sourceRef: {kind: GitRepository, name: flux-system}
            """);
        files.put("more/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more, namespace: a}\n");
        release("");
        assertThat(graph().nodes())
                .extracting(node -> node.key().toString())
                .containsExactly("HelmRelease apps/web", "Kustomization flux-system/more");
    }

    @Test
    void releasesThatWait_areHeldToThoseThatCome() {
        release("dependsOn: [{name: database}, {name: second}]\n");
        files.put("clusters/prod/kustomization.yaml", "resources: [release.yaml, second.yaml]\n");
        files.put(
                "clusters/prod/second.yaml",
                RELEASE.replace("name: web\n", "name: second\n") + "  dependsOn: [{name: web}]\n");
        assertThat(graph().findings())
                .extracting(finding -> finding.severity() + " " + place(finding))
                .containsExactly(
                        "WARNING clusters/prod/release.yaml:11",
                        "ERROR clusters/prod/release.yaml:11",
                        "ERROR clusters/prod/second.yaml:11");
    }

    @Test
    void linkOutOfTheRepository_isRefused() {
        files.remove("charts/web/Chart.yaml");
        links.put("charts/web/Chart.yaml", "../../../../etc/passwd");
        release("");
        assertThat(onlyFinding().rule().value()).isEqualTo("helm/chart");
    }

    @Test
    void linkInTheRepository_isFollowed() {
        files.put("shared/labels.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared}\n");
        links.put("charts/web/templates/shared.yaml", "../../../shared/labels.yaml");
        release("");
        assertThat(rendered())
                .extracting(Manifest::origin)
                .extracting(Origin::file)
                .contains("shared/labels.yaml");
    }
}
