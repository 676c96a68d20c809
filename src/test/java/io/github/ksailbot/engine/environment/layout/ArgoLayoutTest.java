package io.github.ksailbot.engine.environment.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where Argo CD begins in repositories without ksail files. */
final class ArgoLayoutTest {
    private final Map<String, String> files = new TreeMap<>();

    private void application(String file, String name, String path) {
        files.put(file, """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: %s, namespace: argocd}
            spec:
              source: {repoURL: https://github.com/acme/platform, path: %s}
            """.formatted(name, path));
    }

    private void manifest(String directory) {
        files.put(directory + "/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
    }

    private List<String> environments() {
        return new EnvironmentDiscovery()
                .discover(MemorySourceTree.of(files)).environments().stream()
                        .map(one -> one.name().value() + " " + one.engine() + " " + one.entries())
                        .toList();
    }

    @Test
    void root_isWhereApplicationsAreThatNoOtherApplies() {
        application("bootstrap/root.yaml", "root", "apps");
        application("apps/web.yaml", "web", "workloads/web");
        manifest("workloads/web");

        assertThat(environments()).containsExactly("bootstrap ARGO_CD [bootstrap]");
    }

    @Test
    void application_thatAppliesItselfIsARoot() {
        application("apps/self.yaml", "self", "apps");

        assertThat(environments()).containsExactly("apps ARGO_CD [apps]");
    }

    @Test
    void roots_ofOneClusterAreOneEnvironment() {
        application("teams/a/app.yaml", "a", "workloads/web");
        application("teams/b/app.yaml", "b", "workloads/web");
        manifest("workloads/web");

        assertThat(environments()).containsExactly("argocd ARGO_CD [teams/a, teams/b]");
    }

    @Test
    void roots_withTheSameApplicationsAreEnvironmentsEach() {
        application("clusters/dev/app.yaml", "web", "workloads/web");
        application("clusters/prod/app.yaml", "web", "workloads/web");
        manifest("workloads/web");

        assertThat(environments()).containsExactly("dev ARGO_CD [clusters/dev]", "prod ARGO_CD [clusters/prod]");
    }

    @Test
    void chart_thatMakesApplicationsIsARoot() {
        files.put("root/Chart.yaml", "apiVersion: v2\nname: root\nversion: 1.0.0\n");
        files.put("root/templates/apps.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            spec:
              source:
                path: {{ .Values.path }}
            """);
        files.put("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
        files.put("web/templates/map.yaml", "kind: ConfigMap\n");

        assertThat(environments()).containsExactly("root ARGO_CD [root]");
    }

    @Test
    void applicationSet_overDirectoriesOfGitIsARoot() {
        files.put("sets/all.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: all}
            spec:
              generators: [{git: {repoURL: https://github.com/acme/platform, directories: [{path: apps/*}]}}]
            """);

        assertThat(environments()).containsExactly("sets ARGO_CD [sets]");
    }

    @Test
    void applications_ofOtherRepositoriesMakeNoLayout() {
        application("docs/example.yaml", "example", "guestbook");
        files.put("k8s/kustomization.yaml", "resources: []\n");

        assertThat(environments()).containsExactly("default NONE [k8s]");
    }
}
