package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KustomizerLimitTest {
    private static final String SETTINGS = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n";

    private static BuildLimits limits(int depth, int kustomizations, int resources, long bytes, long steps) {
        return new BuildLimits(depth, kustomizations, resources, bytes, 1_000_000, steps, 1 << 20, 100);
    }

    @Test
    void depth_isLimited() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            files.put("d" + i + "/kustomization.yaml", "resources: [../d" + (i + 1) + "]\n");
        }

        assertThat(Rendered.with(limits(3, 100, 100, 1000, 1000), "d0", files).errors())
                .containsExactly("d3/kustomization.yaml:1:13 kustomize/limit");
    }

    @Test
    void componentsThatDouble_endAtTheLimit() {
        Map<String, String> files = new LinkedHashMap<>();
        String component = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";
        for (int i = 0; i < 40; i++) {
            String next = "../d" + (i + 1);
            files.put(
                    "d" + i + "/kustomization.yaml",
                    (i == 0 ? "" : component) + "components: [" + next + ", " + next + "]\n");
        }
        files.put("d40/kustomization.yaml", component + "namePrefix: a\n");

        assertThat(Rendered.with(BuildLimits.DEFAULT, "d0", files).errors())
                .containsExactly("d37/kustomization.yaml:3:22 kustomize/limit");
    }

    @Test
    void resources_areLimited() {
        assertThat(Rendered.with(
                                limits(9, 9, 1, 1000, 1000),
                                "",
                                Rendered.files(
                                        "kustomization.yaml",
                                        "resources: [a.yaml]\n",
                                        "a.yaml",
                                        SETTINGS + "---\n" + SETTINGS.replace("settings", "other")))
                        .errors())
                .containsExactly("a.yaml:1:1 kustomize/limit");
    }

    @Test
    void bytes_areLimited() {
        assertThat(Rendered.with(
                                limits(9, 9, 9, 10, 1000),
                                "",
                                Rendered.files(
                                        "kustomization.yaml",
                                        "resources: [a.yaml, b.yaml]\n",
                                        "a.yaml",
                                        SETTINGS,
                                        "b.yaml",
                                        SETTINGS))
                        .errors())
                .containsExactly("- kustomize/limit");
    }

    @Test
    void work_isLimited() {
        assertThat(Rendered.with(
                                limits(9, 9, 9, 1000, 5),
                                "",
                                Rendered.files(
                                        "kustomization.yaml",
                                        "resources: [a.yaml]\nnamePrefix: a\nnameSuffix: b\nnamespace: c\n",
                                        "a.yaml",
                                        SETTINGS))
                        .errors())
                .containsExactly("- kustomize/limit");
    }

    /** Without an end, every level above would hold as many resources again as the limit allows. */
    @Test
    void basesThatDouble_endAtTheLimit() {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            for (String side : new String[] {"l", "r"}) {
                String next =
                        i == 39 ? "resources: [a.yaml]\n" : "resources: [../../d%d/l, ../../d%<d/r]\n".formatted(i + 1);
                files.put("d" + i + "/" + side + "/kustomization.yaml", "namePrefix: " + side + "\n" + next);
            }
        }
        files.put("d39/l/a.yaml", SETTINGS);
        files.put("d39/r/a.yaml", SETTINGS);

        Rendered rendered = Rendered.with(limits(64, 1000, 100, 1 << 20, 10_000_000), "d0/l", files);

        assertThat(rendered.errors()).containsExactly("d39/l/a.yaml:1:1 kustomize/limit");
        assertThat(rendered.build().manifests()).isEmpty();
    }

    @Test
    void labels_areWork() {
        StringBuilder labels = new StringBuilder("resources: [a.yaml]\ncommonLabels:\n");
        for (int i = 0; i < 1000; i++) {
            labels.append("  l").append(i).append(": x\n");
        }

        assertThat(Rendered.with(
                                limits(9, 9, 9, 1 << 20, 10_000),
                                "",
                                Rendered.files("kustomization.yaml", labels.toString(), "a.yaml", SETTINGS))
                        .errors())
                .containsExactly("- kustomize/limit");
    }

    @Test
    void valueThatReplacementsDouble_isLimited() {
        StringBuilder replacements = new StringBuilder("resources: [a.yaml]\nreplacements:\n");
        for (int i = 0; i < 64; i++) {
            replacements.append("""
                    - source: {kind: ConfigMap, name: settings, fieldPath: data}
                      targets:
                      - select: {kind: ConfigMap}
                        fieldPaths: [data.k%d]
                        options: {create: true}
                    """.formatted(i));
        }

        assertThat(Rendered.with(
                                BuildLimits.DEFAULT,
                                "",
                                Rendered.files(
                                        "kustomization.yaml",
                                        replacements.toString(),
                                        "a.yaml",
                                        SETTINGS + "data: {a: b}\n"))
                        .errors())
                .isNotEmpty()
                .allMatch(error -> error.endsWith("kustomize/limit"));
    }
}
