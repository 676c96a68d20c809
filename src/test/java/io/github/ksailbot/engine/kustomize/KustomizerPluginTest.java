package io.github.ksailbot.engine.kustomize;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.engine.verdict.Verdicts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever would run a program is found wherever it may stand, and never passes. */
class KustomizerPluginTest {
    private static final String HELM = """
        apiVersion: builtin
        kind: HelmChartInflationGenerator
        metadata: {name: any}
        name: shop
        """;
    private static final String PROGRAM = """
        apiVersion: example.org/v1
        kind: Sops
        metadata: {name: secrets}
        """;
    private static final String CONTAINER = """
        apiVersion: builtin
        kind: PrefixTransformer
        metadata:
          name: any
          annotations:
            config.kubernetes.io/function: |
              container:
                image: example.org/any:v1
        """;
    private static final String EXEC = """
        apiVersion: example.org/v1
        kind: Any
        metadata:
          name: any
          annotations:
            config.k8s.io/function: |
              exec:
                path: ./run.sh
        """;

    private static Stream<Arguments> plugins() {
        return Stream.of(
                Arguments.of(
                        "generators", HELM, "kustomize/helm-not-rendered", "The Helm chart `shop` is not rendered"),
                Arguments.of("generators", PROGRAM, "kustomize/plugin-refused", "`Sops/secrets` configures a plugin"),
                Arguments.of("generators", CONTAINER, "kustomize/plugin-refused", "a container image"),
                Arguments.of("generators", EXEC, "kustomize/plugin-refused", "a program of the repository"),
                Arguments.of("transformers", PROGRAM, "kustomize/plugin-refused", "a program of its kind's name"),
                Arguments.of("transformers", CONTAINER, "kustomize/plugin-refused", "a container image"),
                Arguments.of("transformers", EXEC, "kustomize/plugin-refused", "a program of the repository"),
                Arguments.of("validators", PROGRAM, "kustomize/plugin-refused", "a program of its kind's name"),
                Arguments.of("validators", CONTAINER, "kustomize/plugin-refused", "a container image"),
                Arguments.of("validators", EXEC, "kustomize/plugin-refused", "a program of the repository"));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void plugin_inAFile_isRefused(String field, String config, String rule, String words) {
        Map<String, String> files = files(field + ": [plugin.yaml]\n");
        files.put("app/plugin.yaml", config);

        assertRefused(files, rule, words, "app/plugin.yaml:1:1");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void plugin_inline_isRefused(String field, String config, String rule, String words) {
        Map<String, String> files = files(field + ":\n- |-\n" + config.indent(2));

        assertRefused(files, rule, words, "app/kustomization.yaml:3:3");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void plugin_inADirectory_isRefused(String field, String config, String rule, String words) {
        Map<String, String> files = files(field + ": [../plugins]\n");
        files.put("plugins/kustomization.yaml", "resources: [plugin.yaml]\n");
        files.put("plugins/plugin.yaml", config);

        assertRefused(files, rule, words, "plugins/plugin.yaml:1:1");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void plugin_inABaseOfABase_isRefused(String field, String config, String rule, String words) {
        Map<String, String> files = files("resources: [../middle]\n");
        files.put("middle/kustomization.yaml", "namePrefix: a-\nresources: [../base]\n");
        files.put("base/kustomization.yaml", field + ": [plugin.yaml]\n");
        files.put("base/plugin.yaml", config);

        assertRefused(files, rule, words, "base/plugin.yaml:1:1");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void plugin_inAComponent_isRefused(String field, String config, String rule, String words) {
        Map<String, String> files = files("components: [../component]\n");
        files.put(
                "component/kustomization.yaml",
                "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n" + field + ": [plugin.yaml]\n");
        files.put("component/plugin.yaml", config);

        assertRefused(files, rule, words, "component/plugin.yaml:1:1");
    }

    @Test
    void charts_areEachRefusedWhereTheyAreListed() {
        Map<String, String> files = files("""
            helmGlobals: {chartHome: charts}
            helmCharts:
            - name: shop
              repo: https://example.org
            - name: bank
            helmChartInflationGenerator:
            - chartName: old
            resources: [../base]
            """);
        files.put("base/kustomization.yaml", "helmCharts: [{name: base}]\n");

        List<Finding> findings = build(files).findings();

        assertThat(findings)
                .map(finding -> requireNonNull(finding.origin()).location() + " "
                        + finding.message().split("`", -1)[1])
                .containsExactly(
                        "base/kustomization.yaml:1:14 base",
                        "app/kustomization.yaml:3:3 shop",
                        "app/kustomization.yaml:5:3 bank",
                        "app/kustomization.yaml:7:3 old");
        assertThat(Verdicts.of(findings)).isEqualTo(Verdict.COULD_NOT_CHECK);
    }

    @Test
    void validator_thatChangesNothing_passes_andMaySetItsLabel() {
        Map<String, String> files = files("configMapGenerator: [{name: a}]\nvalidators: [validator.yaml]\n");
        files.put("app/validator.yaml", labels("validated-by: me", "ConfigMap"));
        assertThat(Rendered.with(BuildLimits.DEFAULT, "app", files).text()).contains("validated-by: me");

        files.put("app/validator.yaml", labels("other: label", "Secret"));
        assertThat(build(files).findings()).isEmpty();
    }

    @Test
    void validator_thatChangesResources_isRefused() {
        Map<String, String> files = files("configMapGenerator: [{name: a}]\nvalidators: [validator.yaml]\n");
        files.put("app/validator.yaml", labels("other: label", "ConfigMap"));

        assertThat(Rendered.with(BuildLimits.DEFAULT, "app", files).errors())
                .containsExactly("app/validator.yaml:1:1 kustomize/validator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PrefixTransformer", "SuffixTransformer"})
    void affixTransformer_withoutFieldSpecs_isRefused(String kind) {
        Map<String, String> files = files("configMapGenerator: [{name: a}]\ntransformers: [names.yaml]\n");
        String config = "apiVersion: builtin\nkind: %s\nmetadata: {name: names}\n".formatted(kind);
        files.put("app/names.yaml", config);
        assertThat(Rendered.with(BuildLimits.DEFAULT, "app", files).errors())
                .containsExactly("app/names.yaml:1:1 kustomize/plugin-config");

        files.put("app/names.yaml", config + "fieldSpecs: []\n");
        assertThat(build(files).findings()).isEmpty();
    }

    private static String labels(String label, String kind) {
        return """
            apiVersion: builtin
            kind: LabelTransformer
            metadata: {name: validator}
            labels: {%s}
            fieldSpecs: [{path: metadata/labels, create: true, kind: %s}]
            """.formatted(label, kind);
    }

    private static Map<String, String> files(String kustomization) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("app/kustomization.yaml", kustomization);
        return files;
    }

    private static Build build(Map<String, String> files) {
        return Rendered.with(BuildLimits.DEFAULT, "app", files).build();
    }

    private static void assertRefused(Map<String, String> files, String rule, String words, String place) {
        Build build = build(files);
        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo(rule);
            assertThat(finding.message()).contains(words);
            assertThat(requireNonNull(finding.origin()).location()).hasToString(place);
            assertThat(finding.fix()).isNotEmpty();
        });
        assertThat(Verdicts.of(build.findings())).isEqualTo(Verdict.COULD_NOT_CHECK);
    }
}
