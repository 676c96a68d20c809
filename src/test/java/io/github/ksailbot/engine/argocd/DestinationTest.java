package io.github.ksailbot.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is judged by the cluster that an Application goes to. */
final class DestinationTest {
    private static final String DEFINITION = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.org}
        spec:
          group: example.org
          scope: Namespaced
          names: {kind: Widget, plural: widgets}
          versions: [{name: %s, served: true, storage: true}]
        """;

    private final ArgoRepository repository = new ArgoRepository();

    private void application(String name, String destination) {
        repository.file(
                "root/" + name + ".yaml",
                ArgoRepository.application(name, ArgoRepository.URL, "path: apps\n")
                        .replace("server: https://kubernetes.default.svc", destination));
    }

    @ParameterizedTest
    @CsvSource({
        "name: in-cluster, 'server: https://kubernetes.default.svc/', true",
        "name: prod, 'server: https://prod.example.org', true",
        "name: prod, name: dev, false",
        "'server: https://prod.example.org', 'server: https://dev.example.org', false",
    })
    void objectsOfSeveralApplications_areSharedOnTheSameClusterOnly(String one, String two, boolean shared) {
        repository
                .configMap("apps/a.yaml", "a")
                .cluster(new Cluster("prod", "https://prod.example.org", "", Map.of(), Map.of(), true));
        application("one", one);
        application("two", two);

        assertThat(repository.graph().findings())
                .extracting(finding -> finding.rule().value() + " " + finding.resource())
                .isEqualTo(shared ? List.of("argocd/shared-resource ConfigMap/apps/a") : List.of());
    }

    @Test
    void hooks_areSharedByNobody() {
        repository.file("apps/a.yaml", """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: a, annotations: {argocd.argoproj.io/hook: PreSync}}
            """);
        application("one", "name: in-cluster");
        application("two", "name: in-cluster");

        assertThat(repository.graph().findings()).isEmpty();
    }

    @Test
    void charts_areRenderedForTheVersionOfTheirCluster() {
        RecordedCharts charts = new RecordedCharts();
        repository
                .charts(charts.tools())
                .file("apps/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .cluster(new Cluster("old", "https://old.example.org", "", Map.of(), Map.of(), true, "v1.29.0"));
        application("one", "server: https://old.example.org/");
        repository.node("one");
        assertThat(charts.last().cluster().kubeVersion()).isEqualTo("v1.29.0");

        application("one", "name: other");
        repository.node("one");
        assertThat(charts.last().cluster().kubeVersion()).isEqualTo("v1.33.0");
    }

    private void definitions(String name, String version, String destination) {
        repository.file(name + "/crd.yaml", DEFINITION.formatted(version));
        repository.file(
                "root/" + name + ".yaml",
                ArgoRepository.application(name, ArgoRepository.URL, "path: " + name + "\n")
                        .replace("server: https://kubernetes.default.svc", destination));
    }

    /** What a chart learns that goes there. */
    private SortedSet<String> apis(String destination) {
        RecordedCharts charts = new RecordedCharts();
        repository.charts(charts.tools()).file("apps/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
        application("web", destination);
        repository.node("web");
        return charts.last().cluster().apiVersions();
    }

    @ParameterizedTest
    @CsvSource({
        "name: prod, name: prod, true",
        "name: prod, 'server: https://prod.example.org/', true",
        "name: prod, name: dev, false",
        "name: prod, name: in-cluster, false",
        "name: prod, 'server: https://dev.example.org', false",
        "name: in-cluster, 'server: https://kubernetes.default.svc', true",
        "'server: https://one.example.org', 'server: https://two.example.org', false",
        "name: one, 'server: https://one.example.org', true",
    })
    void definitions_countForTheirOwnClusterOnly_asFarAsItIsKnown(String theirs, String chart, boolean counts) {
        repository.cluster(new Cluster("prod", "https://prod.example.org", "", Map.of(), Map.of(), true));
        definitions("crds", "v1", theirs);

        assertThat(apis(chart).contains("example.org/v1/Widget")).isEqualTo(counts);
    }

    @Test
    void definitionsThatSeveralClustersHave_countForEachOfThem() {
        definitions("crds-a", "v1", "name: a");
        definitions("crds-b", "v2", "name: b");

        assertThat(apis("name: a")).contains("example.org/v1/Widget").doesNotContain("example.org/v2/Widget");
        assertThat(apis("name: b")).contains("example.org/v2/Widget").doesNotContain("example.org/v1/Widget");
        assertThat(apis("name: c")).doesNotContain("example.org/v1/Widget", "example.org/v2/Widget");
    }

    @Test
    void definitionsOfTheEntry_countWhereArgoCdRuns() {
        repository.file("root/crd.yaml", DEFINITION.formatted("v1"));

        assertThat(apis("name: in-cluster")).contains("example.org/v1/Widget");
        assertThat(apis("name: prod")).doesNotContain("example.org/v1/Widget");
    }

    @Test
    void definitionsThatTheClusterOfArgoCdHas_countUnderTheNameThatTheOperatorGivesIt() {
        repository.cluster(new Cluster("hub", "https://kubernetes.default.svc", "", Map.of(), Map.of(), true));
        repository.file("root/crd.yaml", DEFINITION.formatted("v1"));

        assertThat(apis("name: hub")).contains("example.org/v1/Widget");
    }
}
