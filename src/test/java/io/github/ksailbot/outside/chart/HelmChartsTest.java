package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charts in kustomizations, with Helm itself. */
class HelmChartsTest {
    private static final Charts CHARTS = SharedCharts.CHARTS;

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Kustomizer kustomizer = new Kustomizer(TracedMemo.ofDefaultSize(), Fetcher.DENIED, CHARTS.tools());

    @BeforeEach
    void chart() {
        files.put("app/charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.2.3\n");
        files.put("app/charts/web/values.yaml", "a: chart\nb: chart\nc: chart\n");
        files.put("app/charts/web/crds/thing.yaml", "kind: CustomResourceDefinition\nmetadata: {name: things}\n");
        files.put("app/values.yaml", "b: file\nc: file\n");
        files.put("app/charts/web/templates/map.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{ .Release.Name }}-map
            data:
              values: {{ .Values.a }} {{ .Values.b }} {{ .Values.c }}
              release: {{ .Release.Namespace }} {{ .Capabilities.KubeVersion.Version }}
              api: {{ .Capabilities.APIVersions.Has "example.org/v1" | quote }}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: test
              annotations: {"helm.sh/hook": test}
            """);
    }

    private Build build(String kustomization) {
        files.put("app/kustomization.yaml", kustomization);
        return kustomizer.build(MemorySourceTree.of(files), new SourcePath("app"), BuildOptions.COMMAND_LINE);
    }

    private List<Manifest> manifests(String kustomization) {
        Build build = build(kustomization);
        assertThat(build.findings()).isEmpty();
        return build.manifests();
    }

    private static String data(Manifest map, String key) {
        MappingNode data = map.root().mapping("data");
        return data == null ? "" : data.text(key);
    }

    private String values(String options) {
        List<Manifest> manifests = manifests(
                "helmCharts:\n  - name: web\n    releaseName: rel\n    skipTests: true\n" + options.indent(4));
        assertThat(manifests).hasSize(1);
        return data(manifests.get(0), "values");
    }

    @Test
    void chartBesideTheKustomization_isRenderedAndTransformed() {
        List<Manifest> manifests = manifests("""
            namePrefix: pre-
            helmCharts:
              - name: web
                releaseName: rel
                namespace: apps
                version: 1.2.3
                repo: https://charts.example.org
                includeCRDs: true
                kubeVersion: 1.30.0
                apiVersions: [example.org/v1]
            """);
        assertThat(manifests).extracting(Manifest::name).containsExactlyInAnyOrder("things", "pre-rel-map", "pre-test");
        Manifest map = manifests.stream()
                .filter(manifest -> manifest.kind().equals("ConfigMap"))
                .findFirst()
                .orElseThrow();
        assertThat(data(map, "release")).isEqualTo("apps v1.30.0");
        assertThat(data(map, "api")).isEqualTo("true");
        assertThat(map.origin().file()).isEqualTo("app/charts/web/templates/map.yaml");
        assertThat(map.origin().line()).isEqualTo(1);
    }

    @Test
    void values_comeTogetherAsTheKustomizationSays() {
        assertThat(values("")).isEqualTo("chart chart chart");
        assertThat(values("valuesFile: values.yaml\n")).isEqualTo("chart file file");
        String both = "valuesFile: values.yaml\nvaluesInline: {c: inline}\n";
        assertThat(values(both)).isEqualTo("chart file inline");
        assertThat(values(both + "valuesMerge: merge\n")).isEqualTo("chart file file");
        assertThat(values(both + "valuesMerge: replace\n")).isEqualTo("chart chart inline");
    }

    @Test
    void generator_isConfiguredByAResource() {
        files.put("app/generator.yaml", """
            apiVersion: builtin
            kind: HelmChartInflationGenerator
            metadata: {name: web}
            name: web
            releaseName: rel
            skipTests: true
            valuesInline: {a: inline}
            """);
        List<Manifest> manifests = manifests("generators: [generator.yaml]\n");
        assertThat(manifests).hasSize(1);
        assertThat(data(manifests.get(0), "values")).isEqualTo("inline chart chart");
    }

    @Test
    void chartHome_mayLieElsewhereInTheRepository() {
        files.put("shared/other/Chart.yaml", "apiVersion: v2\nname: other\nversion: 1.0.0\n");
        files.put("shared/other/templates/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n");
        assertThat(manifests("helmGlobals: {chartHome: ../shared}\nhelmCharts: [{name: other}]\n"))
                .extracting(Manifest::name)
                .containsExactly("other");
    }

    @Test
    void whatCannotBeRendered_isSaid() {
        assertThat(rules("helmCharts: [{name: absent}]\n")).containsExactly("kustomize/helm-chart");
        assertThat(rules("helmCharts: [{name: absent, repo: 'https://charts.example.org'}]\n"))
                .containsExactly("kustomize/helm-not-rendered");
        assertThat(rules("helmGlobals: {chartHome: ../../../etc}\nhelmCharts: [{name: web}]\n"))
                .containsExactly("kustomize/helm-chart");
        files.put("app/charts/web/templates/bad.yaml", "kind: A\nname: {{ fail \"no\" }}\n");
        Finding finding = build("helmCharts: [{name: web}]\n").findings().get(0);
        assertThat(finding.rule().value()).isEqualTo("kustomize/helm-template");
        assertThat(finding.origin()).isNotNull();
        assertThat(finding.origin().location().toString()).isEqualTo("app/charts/web/templates/bad.yaml:2:10");
    }

    private List<String> rules(String kustomization) {
        return build(kustomization).findings().stream()
                .map(finding -> finding.rule().value())
                .toList();
    }

    @Test
    void changedTemplate_isRenderedAgain() {
        assertThat(values("")).isEqualTo("chart chart chart");
        files.put("app/charts/web/values.yaml", "a: new\nb: new\nc: new\n");
        assertThat(values("")).isEqualTo("new new new");
    }
}
