package io.github.ksailbot.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.GraphNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that ask for more than anybody can read. */
class SourceLimitsTest {
    private final ArgoRepository repository = new ArgoRepository();

    private List<Finding> errors(String application) {
        GraphNode node = repository.node(application);
        return node.findings();
    }

    private static void couldNotCheck(List<Finding> findings, String rule, String message) {
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo(rule);
            assertThat(finding.isUnchecked()).isTrue();
            assertThat(finding.message()).contains(message);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path: deep\ndirectory: {recurse: true}\n",
                "path: base\nkustomize: {components: ['../deep/*/*/*/*/*/*/nothing']}\n",
                "path: chart\nhelm: {valueFiles: ['../deep/**/nothing.yaml']}\n"
            })
    void moreDirectoriesThanAnybodyCanVisit_endTheWalk(String source) {
        repository.bottomless().application("app", source).configMap("base/map.yaml", "web");
        repository.file("base/kustomization.yaml", "resources: [map.yaml]\n");
        repository.file("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");

        couldNotCheck(errors("app"), "argocd/source", "more than 100000 files and directories");
    }

    @Test
    void aChartOfMoreDirectoriesThanAnybodyCanVisit_endsTheWalk() {
        repository
                .bottomless()
                .application("app", "path: deep\n")
                .file("deep/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");

        couldNotCheck(errors("app"), "helm/chart-limit", "more than 100000 files and directories");
    }

    @Test
    void aGeneratorOverMoreDirectoriesThanAnybodyCanVisit_couldNotBeChecked() {
        repository.bottomless().file("root/set.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: set, namespace: argocd}
            spec:
              generators:
                - git: {repoURL: %s, files: [{path: deep/**/x.yaml}]}
              template: {metadata: {name: a}, spec: {project: default}}
            """.formatted(ArgoRepository.URL));

        couldNotCheck(errors("set"), "argocd/limit", "more than 100000 files and directories");
    }

    @Test
    void valuesOfAllFilesTogether_areLimited_andToldOnce() {
        String text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\nx: &x [" + "1,".repeat(1_000) + "]\ny: ["
                + "*x,".repeat(239) + "]\n";
        repository.application("app", "path: many\ndirectory: {recurse: true}\n");
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
            repository.file("many/" + name + "/map.yaml", text.formatted(name));
        }

        List<Finding> findings = errors("app");

        couldNotCheck(
                findings.stream()
                        .filter(finding -> finding.rule().value().equals("argocd/limit"))
                        .toList(),
                "argocd/limit",
                "more than 1000000 values of YAML below `many`");
        assertThat(repository.objects("app")).hasSize(4);
        assertThat(repository.node("app").result().steps()).isGreaterThan(20_000_000);
    }
}
