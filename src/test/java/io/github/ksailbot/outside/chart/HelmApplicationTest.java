package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.ArgoRepository;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.TestCharts;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications of Argo CD that are charts, with Helm itself. */
class HelmApplicationTest {
    private static final Charts CHARTS = SharedCharts.CHARTS;

    private final ArgoRepository repository = new ArgoRepository();

    @BeforeEach
    void chart() {
        repository
                .charts(CHARTS.tools())
                .file("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.2.3\n")
                .file("charts/web/values.yaml", "one: chart\ntwo: chart\nthree: chart\nfour: chart\nfive: chart\n")
                .file("charts/web/values-prod.yaml", "two: file\nthree: file\nfour: file\nfive: file\n")
                .file("charts/web/crds/crd.yaml", """
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: {name: widgets.example.org}
                    spec:
                      group: example.org
                      scope: Namespaced
                      names: {kind: Widget, plural: widgets}
                      versions: [{name: v1, served: true, storage: true}]
                    """)
                .file("charts/web/templates/map.yaml", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: {{ .Release.Name }}
                    data:
                      namespace: {{ .Release.Namespace }}
                      one: {{ .Values.one | quote }}
                      two: {{ .Values.two | quote }}
                      three: {{ .Values.three | quote }}
                      four: {{ .Values.four | quote }}
                      five: {{ .Values.five | quote }}
                      kind: {{ kindOf .Values.five }}
                    """)
                .file("charts/web/templates/test.yaml", """
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      name: test
                      annotations: {helm.sh/hook: test}
                    spec: {containers: [{name: a, image: a}]}
                    """);
    }

    private String data(String application, String key) {
        GraphNode node = repository.node(application);
        assertThat(node.findings())
                .filteredOn(one -> one.severity() == Severity.ERROR)
                .isEmpty();
        Node value = FieldPath.of("data", key)
                .find(node.manifests().get(node.manifests().size() - 1).root());
        return value instanceof ScalarNode scalar ? scalar.text() : "";
    }

    @Test
    void chart_isRenderedForTheApplicationWithItsDefinitionsAndWithoutItsTests() {
        repository
                .application("shop", "path: charts/web\n")
                .application("bare", "path: charts/web\nhelm: {skipCrds: true}\n");

        assertThat(repository.objects("shop"))
                .containsExactly("CustomResourceDefinition/widgets.example.org", "ConfigMap/apps/shop");
        assertThat(repository.objects("bare")).containsExactly("ConfigMap/apps/bare");
        assertThat(data("shop", "namespace")).isEqualTo("apps");
    }

    @Test
    void values_winOverEachOtherInArgoCdsOrder() {
        repository.file("shared/secret.txt", "a,b=c").application("shop", """
            path: charts/web
            helm:
              releaseName: other
              namespace: release
              valueFiles: [values-prod.yaml, missing.yaml]
              ignoreMissingValueFiles: true
              values: |
                three: lost
              valuesObject: {three: object, four: object, five: object}
              parameters:
                - {name: four, value: 'a,b'}
                - {name: five, value: '7', forceString: true}
              fileParameters: [{name: one, path: /shared/secret.txt}]
            """);

        assertThat(repository.objects("shop")).contains("ConfigMap/apps/other");
        assertThat(data("shop", "namespace")).isEqualTo("release");
        assertThat(data("shop", "one")).isEqualTo("a,b=c");
        assertThat(data("shop", "two")).isEqualTo("file");
        assertThat(data("shop", "three")).isEqualTo("object");
        assertThat(data("shop", "four")).isEqualTo("a,b");
        assertThat(data("shop", "five")).isEqualTo("7");
        assertThat(data("shop", "kind")).isEqualTo("string");
    }

    @Test
    void valueFiles_mayBePatternsAndFilesOfAnotherSource() {
        repository
                .file("values/a/1.yaml", "one: first\ntwo: first\n")
                .file("values/b/2.yaml", "two: second\n")
                .file("root/shop.yaml", """
                    apiVersion: argoproj.io/v1alpha1
                    kind: Application
                    metadata: {name: shop, namespace: argocd}
                    spec:
                      destination: {name: in-cluster, namespace: apps}
                      sources:
                        - {repoURL: 'https://github.com/acme/platform', ref: all}
                        - repoURL: https://github.com/acme/platform
                          path: charts/web
                          helm:
                            valueFiles: ['$all/values/*/*.yaml', '$all/values/$ARGOCD_APP_NAME.yaml']
                    """)
                .file("values/shop.yaml", "three: named\n");

        assertThat(data("shop", "one")).isEqualTo("first");
        assertThat(data("shop", "two")).isEqualTo("second");
        assertThat(data("shop", "three")).isEqualTo("named");
    }

    @Test
    void missingValues_areAnErrorOnTheirLine() {
        repository
                .application("shop", "path: charts/web\nhelm:\n  valueFiles: [none.yaml]\n")
                .application("far", "path: charts/web\nhelm: {valueFiles: ['https://example.org/values.yaml']}\n");

        Finding finding = repository.node("shop").findings().get(0);
        assertThat(finding.rule().value()).isEqualTo("argocd/missing-file");
        assertThat(finding.origin()).isNotNull();
        assertThat(finding.origin().location().toString()).startsWith("root/shop.yaml:15");
        assertThat(repository.node("far").state()).isEqualTo(NodeState.NOT_RENDERED);
    }

    @Test
    void fetchedChart_takesValuesFromItsOwnFiles() {
        byte[] archive = TestCharts.archive(
                "redis/Chart.yaml",
                "apiVersion: v2\nname: redis\nversion: 1.0.0\n",
                "redis/values-small.yaml",
                "one: inside\n",
                "redis/values.schema.json",
                "{\"required\": [\"two\"]}",
                "redis/templates/map.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {one: {{ .Values.one }}}\n");
        repository
                .charts(CHARTS.tools(address -> new Fetched.Content<>(
                        new ChartArchives.Archive(archive, "", "https://charts.example.org/redis-1.0.0.tgz"))))
                .file("values-small.yaml", "one: repository\n")
                .application("shop", """
                    chart: redis
                    targetRevision: 1.0.0
                    helm: {valueFiles: [values-small.yaml], skipSchemaValidation: true}
                    """)
                .application("strict", "chart: redis\ntargetRevision: 1.0.0\n");

        assertThat(data("shop", "one")).isEqualTo("inside");
        assertThat(ArgoRepository.rules(repository.node("strict"))).containsExactly("helm/values-schema");
    }

    @Test
    void chartThatFails_isFoundInItsTemplate() {
        repository
                .file("charts/web/templates/bad.yaml", "a: 1\nb: {{ template \"none\" }}\n")
                .application("shop", "path: charts/web\n");

        GraphNode node = repository.node("shop");
        assertThat(node.state()).isEqualTo(NodeState.FAILED);
        assertThat(node.manifests()).isEmpty();
        assertThat(node.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.origin()).isNotNull();
            assertThat(finding.origin().location().toString()).startsWith("charts/web/templates/bad.yaml:2");
        });
    }

    @Test
    void chartOfApplications_isFollowed() {
        repository
                .configMap("apps/web/a.yaml", "a")
                .file("root/Chart.yaml", "apiVersion: v2\nname: root\nversion: 1.0.0\n")
                .file("root/values.yaml", "apps: [web]\n")
                .file("root/templates/apps.yaml", """
                    {{- range .Values.apps }}
                    apiVersion: argoproj.io/v1alpha1
                    kind: Application
                    metadata: {name: {{ . }}, namespace: argocd}
                    spec:
                      destination: {name: in-cluster, namespace: apps}
                      source: {repoURL: 'https://github.com/acme/platform', path: 'apps/{{ . }}'}
                    ---
                    {{- end }}
                    """);

        assertThat(repository.objects("web")).isEqualTo(List.of("ConfigMap/apps/a"));
    }
}
