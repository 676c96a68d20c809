package io.github.ksailbot.sandbox.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleChangesTest {

    @Test
    void repository_hasTwoEnvironmentsOverSharedBases() {
        assertThat(ExampleRepository.files())
                .containsKeys(
                        "ksail.yaml",
                        "ksail.prod.yaml",
                        "k8s/bases/apps/web/deployment.yaml",
                        "k8s/clusters/local/kustomization.yaml",
                        "k8s/clusters/prod/kustomization.yaml")
                .hasSizeGreaterThan(25);
    }

    @Test
    void goodChange_changesOnlyProduction() {
        ExampleChange change = ExampleChanges.good();
        assertThat(change.mistakes()).isEmpty();
        assertThat(change.files()).containsOnlyKeys("k8s/clusters/prod/kustomization.yaml");
        assertThat(change.files().values()).allMatch(text -> text.contains("1.5.0") && text.contains("count: 4"));
    }

    @Test
    void brokenChange_namesTheWrongLines() {
        ExampleChange change = ExampleChanges.broken();
        assertThat(change.mistakes())
                .extracting(mistake -> line(change.files(), mistake.path(), mistake.line()))
                .containsExactly(
                        "          readinesProbe:",
                        "      terminationGracePeriodSeconds: \"45\"",
                        "  - debug-tools.yaml");
    }

    @Test
    void carelessChange_namesTheLineOfThePrivilege() {
        ExampleChange change = ExampleChanges.careless();
        assertThat(change.mistakes())
                .extracting(mistake -> line(change.files(), mistake.path(), mistake.line()))
                .containsExactly("            privileged: true");
    }

    private static String line(Map<String, String> files, String path, int line) {
        return List.of(files.getOrDefault(path, "").split("\n", -1)).get(line - 1);
    }
}
