package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that kustomize writes without quotes, and then stumbles over. */
class WrittenKeysTest {
    private static final String SETTINGS =
            "apiVersion: v1\ndata:\n  \"1\": x\nkind: ConfigMap\nmetadata:\n  name: settings\n";

    @ParameterizedTest
    @ValueSource(strings = {"1", "08", "0x10", "1_0", "true", "null", "1e3", "2001-01-01", "0o7"})
    void generatedKey_thatIsNoString_isRefusedWhereItIsWritten(String key) {
        Rendered rendered = Rendered.of(
                "", "kustomization.yaml", "secretGenerator:\n- name: a\n  literals:\n  - \"" + key + "=x\"\n");

        assertThat(rendered.errors()).containsExactly("kustomization.yaml:4:5 kustomize/key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "1.2.3", "_1", "-", ".", "tls.crt", "nothing"})
    void generatedKey_thatIsAString_isWritten(String key) {
        Rendered rendered =
                Rendered.of("", "kustomization.yaml", "secretGenerator:\n- name: a\n  literals: [\"" + key + "=x\"]\n");

        assertThat(rendered.errors()).isEmpty();
    }

    @Test
    void labelsAndAnnotations_thatAreAdded_areRefused() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [settings.yaml]\nlabels:\n- pairs:\n    y: a\ncommonAnnotations:\n  \"5\": b\n",
                "settings.yaml",
                SETTINGS);

        assertThat(rendered.errors())
                .containsExactlyInAnyOrder(
                        "kustomization.yaml:4:8 kustomize/key", "kustomization.yaml:6:8 kustomize/key");
    }

    @Test
    void annotation_inQuotes_isRefused_forKustomizeWritesAllAnnotationsAnew() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [settings.yaml]\n",
                "settings.yaml",
                SETTINGS + "  labels: {\"1\": a}\n  annotations:\n    \"5\": b\n");

        assertThat(rendered.errors()).containsExactly("settings.yaml:9:5 kustomize/key");
    }

    @Test
    void keysInQuotes_ofManifestsAndPatches_stay() {
        Rendered rendered = Rendered.of("", "kustomization.yaml", """
            resources: [settings.yaml]
            patches:
            - patch: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {"2": y}
            - target: {kind: ConfigMap}
              patch: |
                - {op: add, path: /data/3, value: z}
                - {op: add, path: /data/true, value: z}
            """, "settings.yaml", SETTINGS);

        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.text()).contains("  \"1\": x\n  \"2\": \"y\"\n  \"3\": z\n  \"true\": z\n");
    }

    @Test
    void mergedData_isWrittenAnew_withItsKeys() {
        Rendered rendered = Rendered.of("", "kustomization.yaml", """
            resources: [settings.yaml]
            configMapGenerator:
            - {name: settings, behavior: merge, literals: [a=b]}
            """, "settings.yaml", SETTINGS);

        assertThat(rendered.errors()).containsExactly("settings.yaml:3:3 kustomize/key");
    }
}
