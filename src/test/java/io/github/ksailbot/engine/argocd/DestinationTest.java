package io.github.ksailbot.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is judged by the cluster that an Application goes to. */
final class DestinationTest {
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
}
