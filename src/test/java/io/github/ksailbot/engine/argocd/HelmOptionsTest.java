package io.github.ksailbot.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Argo CD asks Helm for. */
final class HelmOptionsTest {
    private final RecordedCharts charts = new RecordedCharts();
    private final ArgoRepository repository = new ArgoRepository();

    @BeforeEach
    void chart() {
        repository
                .charts(charts.tools())
                .file("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .file("charts/web/a.yaml", "from: a\na: 1\n")
                .file("charts/web/b.yaml", "from: b\nb: 1\n")
                .file("charts/web/c.yaml", "from: c\nc: 1\n");
    }

    private String values(String helm) {
        repository.application("web", "path: charts/web\nhelm:\n" + helm.indent(2));
        assertThat(ArgoRepository.rules(repository.node("web"))).isEmpty();
        return charts.last().values();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$ARGOCD_APP_NAME-x | web-x",
                "${ARGOCD_APP_NAME}x | webx",
                "$ARGOCD_APP_NAMEx | ``",
                "a$UNKNOWN | a",
                "a${UNKNOWN}b | ab",
                "a$$b | a$b",
                "a$$ARGOCD_APP_NAME | a$ARGOCD_APP_NAME",
                "a$ | a$",
                "a$.b | a$.b",
                "a$1b | ab",
                "a${}b | ab",
                "a${b | ab",
                "$ARGOCD_APP_PROJECT_NAME/$ARGOCD_APP_NAMESPACE | default/apps",
                "$ARGOCD_APP_SOURCE_PATH | charts/web",
                "$ARGOCD_APP_REVISION_SHORT_8 | ${ARGOCD_APP_REVISION_SHORT_8}",
            })
    void parameter_mayAskForTheBuildEnvironmentAsAShellDoes(String written, String value) {
        assertThat(values("parameters: [{name: v, value: '" + written + "'}]")).isEqualTo("{\"v\":\"" + value + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "false | 1 | 1",
                "false | true | true",
                "false | null | null",
                "false | a,b | \"a,b\"",
                "false | {a,1} | [\"a\",1]",
                "true | 1 | \"1\"",
                "true | null | \"null\"",
                "true | {a,1} | [\"a\",\"1\"]",
                "true | a,b | \"a,b\"",
                "false | a\\,b | \"a,b\"",
                "false | \"true\" | \"\\\"true\\\"\"",
            })
    void parameter_isWhatHelmMakesOfIt(boolean forceString, String value, String json) {
        assertThat(values("parameters: [{name: v, value: '" + value + "', forceString: " + forceString + "}]"))
                .isEqualTo("{\"v\":" + json + "}");
    }

    @Test
    void parametersThatAreTexts_comeAfterAllOthersAndFilesAfterThose() {
        repository.file("charts/web/text.txt", "{a,b} \"c\"\n");

        assertThat(values("""
            valueFiles: [a.yaml]
            values: 'from: values'
            parameters:
              - {name: from, value: text, forceString: true}
              - {name: from, value: typed}
              - {name: file, value: typed}
            fileParameters: [{name: file, path: text.txt}]
            """)).isEqualTo("{\"a\":1,\"file\":\"{a,b} \\\"c\\\"\\n\",\"from\":\"text\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['*.yaml'] | c",
                "['?.yaml', b.yaml] | b",
                "[c.yaml, '[abc].yaml'] | b",
                "[b.yaml, a.yaml, b.yaml] | a",
                "['{c,a}*.yaml'] | c",
                "[/charts/web/b.yaml] | b",
                "['../**/b.yaml'] | b",
                "['$values/charts/web/a.yaml'] | a",
                "['$NOTHING/charts/web/c.yaml'] | c",
            })
    void valueFiles_areEachReadOnceWhereTheyAreNamed(String files, String last) {
        repository.file("root/web.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: web, namespace: argocd}
            spec:
              project: default
              destination: {namespace: apps, name: in-cluster}
              sources:
                - {repoURL: 'https://github.com/acme/platform', ref: values}
                - repoURL: https://github.com/acme/platform
                  path: charts/web
                  helm: {valueFiles: %s}
            """.formatted(files.replace("'*.yaml'", "'[abc].yaml'")));

        assertThat(ArgoRepository.rules(repository.node("web"))).isEmpty();
        assertThat(charts.last().values()).contains("\"from\":\"" + last + "\"");
    }

    @Test
    void valueFilesByManyDoublestars_areFoundInTheTimeOfTheTree() {
        for (int i = 0; i < 12; i++) {
            repository.file("charts/" + "d/".repeat(i + 1) + "x.yaml", "a: " + i + "\n");
        }

        assertThat(values("valueFiles: ['../" + "**/d/".repeat(10) + "**/x.yaml']"))
                .isEqualTo("{\"a\":11}");
    }

    @Test
    void valueFilesThatAreMissing_areAnErrorUnlessTheyAreIgnored() {
        repository
                .application("web", "path: charts/web\nhelm: {valueFiles: ['$who/gone.yaml']}\n")
                .application(
                        "ok", "path: charts/web\nhelm: {valueFiles: ['gone*.yaml'], ignoreMissingValueFiles: true}\n");

        assertThat(repository.node("web").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("argocd/missing-file");
            assertThat(finding.message()).contains("`ref: who`");
        });
        assertThat(ArgoRepository.rules(repository.node("ok"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "env/**", "**", "env/*"})
    void directoryAmongValueFiles_isRefusedAsByHelm(String files) {
        repository.file("charts/web/env/deep/a.yaml", "a: 1\n");
        repository.application(
                "web", "path: charts/web\nhelm: {valueFiles: ['" + files + "'], ignoreMissingValueFiles: true}\n");

        assertThat(repository.node("web").findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("is a directory"));
    }

    @Test
    void keyThatAFileOfValuesHasTwice_hasItsLastValue() {
        repository.file("charts/web/a.yaml", "a: 1\na: 2\n");

        assertThat(values("valueFiles: [a.yaml]")).isEqualTo("{\"a\":2}");
    }

    @Test
    void sourceBesideTheFiles_takesNothingAwayAndKeepsWhatItsItemsDoNotSay() {
        repository.file(
                "charts/web/.argocd-source.yaml", "helm: {values: null, parameters: [{name: b, value: '1'}]}\n");

        assertThat(values("values: 'a: 1'\nparameters: [{name: c, value: x, forceString: true}]"))
                .isEqualTo("{\"a\":1,\"b\":\"1\"}");
    }

    @Test
    void valuesObject_winsOverValuesEvenWhenItIsEmpty() {
        assertThat(values("values: 'a: 1'\nvaluesObject: {}")).isEqualTo("{}");
        assertThat(values("values: 'a: 1'\nvaluesObject: {b: 2}")).isEqualTo("{\"b\":2}");
    }

    @Test
    void apiVersions_takeThePlaceOfWhatDefinitionsAdd() {
        repository.file("root/crd.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.example.org}
            spec:
              group: example.org
              scope: Cluster
              names: {kind: Widget, plural: widgets}
              versions: [{name: v1, served: true, storage: true}]
            """);

        values("{}");
        assertThat(charts.last().cluster().apiVersions()).contains("apps/v1", "example.org/v1/Widget");
        values("apiVersions: [foo/v1]\nkubeVersion: v1.30.2-gke.1000\nnamespace: other\nreleaseName: rel");
        assertThat(charts.last().cluster().apiVersions()).containsExactly("apps/v1", "foo/v1");
        assertThat(charts.last().cluster().kubeVersion()).isEqualTo("v1.30.2");
        assertThat(charts.last().namespace()).isEqualTo("other");
        assertThat(charts.last().name()).isEqualTo("rel");
    }

    @Test
    void kubeVersionAndReleaseName_areRefusedAsByHelm() {
        repository
                .application("web", "path: charts/web\nhelm: {kubeVersion: latest}\n")
                .application("a".repeat(54), "path: charts/web\n")
                .application("names", "path: charts/web\nhelm: {releaseName: Upper_Case}\n");

        assertThat(ArgoRepository.rules(repository.node("web"))).containsExactly("argocd/kube-version");
        assertThat(ArgoRepository.rules(repository.node("a".repeat(54)))).containsExactly("helm/release-name");
        assertThat(ArgoRepository.rules(repository.node("names"))).containsExactly("helm/release-name");
    }

    @Test
    void entryThatIsAChart_isRenderedWhateverItsDirectoryIsCalled() {
        MemorySourceTree tree =
                MemorySourceTree.of(Map.of("My_Apps/Chart.yaml", "apiVersion: v2\nname: apps\nversion: 1.0.0\n"));
        charts.prints("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");

        Build build = new ArgoEntry(new Kustomizer(), charts.tools()).build(tree, new SourcePath("My_Apps"));

        assertThat(build.findings()).isEmpty();
        assertThat(build.manifests()).hasSize(1);
        assertThat(charts.last().namespace()).isEqualTo("argocd");
    }

    @Test
    void hooks_areKeptAndWhatOnlyHelmRunsIsNot() {
        for (String hook : List.of("pre-install", "post-delete", "test", "pre-rollback", "test,pre-upgrade")) {
            charts.prints("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + hook.replace(',', '-')
                    + "\n  annotations: {helm.sh/hook: '" + hook + "'}\n");
        }
        charts.prints("""
            apiVersion: v1
            kind: ConfigMapList
            items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: item}}]
            """);
        repository.application("web", "path: charts/web\n");

        assertThat(repository.objects("web"))
                .containsExactly(
                        "ConfigMap/apps/pre-install",
                        "ConfigMap/apps/post-delete",
                        "ConfigMap/apps/test-pre-upgrade",
                        "ConfigMap/apps/item");
    }

    @Test
    void applicationOutsideOfArgoCdsNamespace_isCalledByBothNames() {
        repository
                .file("root/project.yaml", """
                    apiVersion: argoproj.io/v1alpha1
                    kind: AppProject
                    metadata: {name: default, namespace: argocd}
                    spec: {sourceRepos: ['*'], destinations: [{server: '*', namespace: '*'}], sourceNamespaces: [team]}
                    """)
                .file(
                        "root/web.yaml",
                        ArgoRepository.application(
                                        "web",
                                        ArgoRepository.URL,
                                        "path: charts/web\nhelm: {parameters: [{name: v, value: $ARGOCD_APP_NAME}]}\n")
                                .replace("namespace: argocd", "namespace: team"))
                .file("charts/web/.argocd-source-team_web.yaml", "helm: {values: 'own: true'}\n");

        assertThat(ArgoRepository.rules(repository.node("web"))).isEmpty();
        assertThat(charts.last().values()).isEqualTo("{\"own\":true,\"v\":\"team_web\"}");
        assertThat(charts.last().name()).isEqualTo("web");
    }
}
