package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize does that nobody would guess; a cluster gets it all the same. */
class KustomizeOdditiesTest {
    private static final String LABELLED = "resources: [web.yaml]\ncommonLabels: {app: shop}\n";
    private static final String WEB = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: "3"
          template: {spec: {containers: []}}
        """;
    private static final String SETTINGS = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {a: x}
        """;

    private static String overlay(String text) {
        Rendered rendered =
                Rendered.of("o", "b/kustomization.yaml", LABELLED, "b/web.yaml", WEB, "o/kustomization.yaml", text);
        assertThat(rendered.errors()).isEmpty();
        return rendered.text();
    }

    private static Rendered settings(String kustomization, String... more) {
        String[] files = new String[more.length + 4];
        files[0] = "kustomization.yaml";
        files[1] = kustomization;
        files[2] = "settings.yaml";
        files[3] = SETTINGS;
        System.arraycopy(more, 0, files, 4, more.length);
        return Rendered.of("", files);
    }

    @Test
    void labelOverOneThatABaseAdded_isSetInSelectorsAndTemplatesToo() {
        String text = overlay("resources: [../b]\nlabels:\n- pairs: {app: bar}\n");

        assertThat(text).contains("matchLabels:\n      app: bar\n", "      labels:\n        app: bar\n");
    }

    @Test
    void patchOfALabelThatABaseAdded_isSetInSelectorsToo() {
        String text = overlay("""
            resources: [../b]
            patches:
            - patch: |
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {template: {metadata: {labels: {app: bar}}}}
            """);

        assertThat(text)
                .contains("metadata:\n  labels:\n    app: bar\n", "matchLabels:\n      app: bar\n")
                .doesNotContain("shop");
    }

    @Test
    void replacementOfALabelThatABaseAdded_isSetInAllPlaces() {
        String text = overlay("""
            resources: [../b]
            replacements:
            - source: {kind: Deployment, fieldPath: metadata.name}
              targets:
              - select: {kind: Deployment}
                fieldPaths: [spec.selector.matchLabels.app]
            """);

        assertThat(text).doesNotContain("shop");
    }

    @Test
    void labelThatTwoFieldSpecsAddToOneField_isStillOneInAllPlaces() {
        Rendered rendered = Rendered.of("", "kustomization.yaml", """
            resources: [web.yaml]
            labels:
            - pairs: {app: shop}
              includeTemplates: true
              fields: [{path: spec/template/metadata/labels, create: true}]
            - pairs: {app: bar}
            """, "web.yaml", WEB);

        assertThat(rendered.text()).doesNotContain("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotations: null", "annotations: {$patch: delete}", "$patch: replace"})
    void patchThatDropsAllAnnotations_dropsTheWishForAHash(String metadata) {
        Rendered rendered = Rendered.of("", "kustomization.yaml", """
            configMapGenerator: [{name: settings, literals: [a=b]}]
            patches:
            - patch: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, %s}
            """.formatted(metadata));

        assertThat(rendered.text()).contains("  name: settings\n");
    }

    @Test
    void directiveAtTheTopOfAPatch_dropsNothing() {
        Rendered rendered = Rendered.of("", "kustomization.yaml", """
            configMapGenerator: [{name: settings, literals: [a=b]}]
            patches:
            - patch: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                $patch: replace
            """);

        assertThat(rendered.text()).contains("  a: b\n", "  name: settings-");
    }

    @Test
    void jsonPatchOfALabelThatABaseAdded_isSetWhereItSaysOnly_andEachIsOnItsOwnThen() {
        String text = overlay("""
            resources: [../b]
            labels:
            - pairs: {app: last}
            patches:
            - target: {kind: Deployment}
              patch: |
                - {op: replace, path: /spec/template/metadata/labels/app, value: bar}
            """);

        assertThat(text)
                .contains(
                        "metadata:\n  labels:\n    app: last\n",
                        "matchLabels:\n      app: shop\n",
                        "      labels:\n        app: bar\n");
    }

    @Test
    void labelsThatAreWrittenInFiles_areEachOnTheirOwn() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [web.yaml]\nlabels:\n- pairs: {app: shop}\n  includeSelectors: true\n- pairs: {app: bar}\n",
                "web.yaml",
                WEB.replace("{name: web}", "{name: web, labels: {app: old}}"));

        assertThat(rendered.text()).contains("metadata:\n  labels:\n    app: bar\n", "matchLabels:\n      app: shop\n");
    }

    @Test
    void lineBreakAtTheEndOfAnInlinePatch_isNoneOfItsLastText() {
        Rendered rendered = settings("""
            resources: [settings.yaml]
            patches:
            - patch: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data:
                  first: |
                    a
                  last: |
                    b
            """);

        assertThat(rendered.text()).contains("  first: |\n    a\n  last: b\n");
        assertThat(rendered.origin("data", "last")).containsExactly("kustomization.yaml:10 patched");
    }

    @Test
    void lineBreakAtTheEndOfAPatchFile_stays() {
        Rendered rendered = settings(
                "resources: [settings.yaml]\npatches: [{path: p.yaml}]\n",
                "p.yaml",
                SETTINGS.replace("data: {a: x}", "data:\n  last: |\n    b"));

        assertThat(rendered.text()).contains("  last: |\n    b\n");
    }

    @Test
    void documentBehindOneThatDeletes_isApplied_withAWarning() {
        Rendered rendered = settings("""
            resources: [settings.yaml]
            configMapGenerator: [{name: other, literals: [a=b]}]
            patches:
            - patch: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                $patch: delete
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: other}
            """);

        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.warnings()).contains("kustomization.yaml:10:5 kustomize/patch-behind-delete");
        assertThat(rendered.text()).doesNotContain("settings").contains("other");
    }

    @Test
    void documentThatDeletes_behindAnother_isApplied() {
        Rendered rendered = settings("""
            resources: [settings.yaml]
            configMapGenerator: [{name: other, literals: [a=b]}]
            patches:
            - patch: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: other}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                $patch: delete
            """);

        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.text()).doesNotContain("settings");
    }

    @ParameterizedTest
    @CsvSource({"allowNameChange,true", "allowKindChange,true", "allowNameChange,false"})
    void annotationsOfNull_inAPatchThatMayChangeTheIdentity_deleteNothing(String option, boolean isAllowed) {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                """
                resources: [settings.yaml]
                patches:
                - options: {%s: %s}
                  patch: |
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: settings, annotations: null}
                """.formatted(option, isAllowed),
                "settings.yaml",
                SETTINGS.replace("{name: settings}", "{name: settings, annotations: {note: kept}}"));

        assertThat(rendered.text().contains("note: kept")).isEqualTo(isAllowed);
    }

    @Test
    void replicasOverAQuotedNumber_keepTheQuotes() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [web.yaml]\nreplicas: [{name: web, count: 5}]\n",
                "web.yaml",
                WEB);

        assertThat(rendered.text()).contains("  replicas: \"5\"\n");
    }

    @Test
    void envOfAGeneratorsOwnFile_saysNothing() {
        String generator = "apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: cm}\nliterals: [b=x]\n";
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "generators: [g.yaml]\n",
                "g.yaml",
                generator + "env: a.env\n",
                "a.env",
                "A=1\n");

        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.text()).contains("data:\n  b: x\nkind");
    }

    @ParameterizedTest
    @CsvSource({"/kind,v1", "/metadata/name,v1"})
    void resourceThatLosesWhatItIs_isRefused(String path, String version) {
        Rendered rendered = settings("""
            resources: [settings.yaml]
            patches:
            - target: {version: %s}
              patch: |
                - {op: remove, path: %s}
            """.formatted(version, path));

        assertThat(rendered.errors()).containsExactly("settings.yaml:1:1 kustomize/not-a-resource");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:\n  a: first\n  a: second\n",
                "data:\n  \"a\": first\n  b: x\n  a: second\n",
                "data: {a: first}\ndata: {a: second}\n",
                "data:\n  a: first\ndata:\n  b:\n    c: d\n"
            })
    void keyThatAPatchHasTwice_isTheFirstOne_andAWarning(String data) {
        Rendered rendered = settings(
                "resources: [settings.yaml]\npatches: [{path: p.yaml}]\n",
                "p.yaml",
                SETTINGS.replace("data: {a: x}\n", data));

        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.build().findings())
                .extracting(finding -> finding.rule() + " " + finding.severity())
                .containsExactly("yaml/duplicate-key WARNING");
        assertThat(rendered.text()).contains("a: first\n").doesNotContain("second", "c: d");
    }

    @Test
    void keyThatAPatchHasTwice_inAMappingThatIsNew_isRefused() {
        Rendered rendered = settings(
                "resources: [settings.yaml]\npatches: [{path: p.yaml}]\n",
                "p.yaml",
                SETTINGS.replace("data: {a: x}\n", "other:\n  a: x\n  a: y\n"));

        assertThat(rendered.errors()).containsExactly("p.yaml:6:3 yaml/duplicate-key");
    }

    @Test
    void unknownFieldOfHelmGlobals_isRefused_alsoWithoutCharts() {
        Rendered rendered = settings("resources: [settings.yaml]\nhelmGlobals: {chartHome: c, home: d}\n");

        assertThat(rendered.errors()).containsExactly("kustomization.yaml:2:29 kustomize/unknown-field");
    }

    @Test
    void resourcesThatComeToTheSameName_areRefused() {
        Rendered rendered = settings("""
            resources: [settings.yaml]
            configMapGenerator: [{name: other, literals: [a=b], options: {disableNameSuffixHash: true}}]
            replacements:
            - source: {kind: ConfigMap, name: settings, fieldPath: metadata.name}
              targets:
              - select: {name: other}
                fieldPaths: [metadata.name]
            """);

        assertThat(rendered.errors()).hasSize(1).allMatch(error -> error.endsWith("kustomize/duplicate-id"));
    }

    @Test
    void nextLineCharacter_isFoldedWhenPrinted() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [settings.yaml]\n",
                "settings.yaml",
                SETTINGS.replace("{a: x}", "{a: \"x \\N\\ty\", b: \"x\\N \\Ny\"}"));

        assertThat(rendered.text()).contains("  a: \"x \\ty\"\n  b: |-\n    x\n    y\n");
    }

    @ParameterizedTest
    @CsvSource({
        "[], '  a: x\n  b: \"\"\n  c:\n  - d: \"\"\n  - null\n'",
        "[{path: p.yaml}], '  c:\n  - d: \"\"\n  - null\n'"
    })
    void nothing_inBraces_isAnEmptyText_butNullForAPatch(String patches, String data) {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [settings.yaml]\npatches: " + patches + "\n",
                "settings.yaml",
                SETTINGS.replace("{a: x}", "{a: x, b: , c: [{d: }, null]}"),
                "p.yaml",
                SETTINGS.replace("{a: x}", "{a: }"));

        assertThat(rendered.text()).contains("data:\n" + data + "kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a: \"x\\x7f\"}", "{a: [\"\\x80\"]}", "{\"a\\Nb\": x}", "{a: \"\\uffff\"}"})
    void characterThatKustomizeCannotReadAgain_isRefused(String data) {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources: [settings.yaml]\n",
                "settings.yaml",
                SETTINGS.replace("{a: x}", data));

        assertThat(rendered.errors()).hasSize(1).allMatch(error -> error.endsWith("kustomize/control-character"));
    }

    @Test
    void componentsConfiguration_thatDisagreesWithADefaultOnceSorted_isRefused() {
        Rendered rendered = settings(
                "resources: [settings.yaml]\ncomponents: [c]\n",
                "c/kustomization.yaml",
                "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nconfigurations: [config.yaml]\n",
                "c/config.yaml",
                "images:\n- path: spec/containers[]/image\n  kind: Foo\n");

        assertThat(rendered.errors()).containsExactly("kustomization.yaml:2:14 kustomize/field-spec");
    }

    @Test
    void varOfAClusterScopedResource_withANamespace_isNotFound() {
        Rendered rendered = Rendered.of(
                "", "kustomization.yaml", """
                resources: [any.yaml]
                vars:
                - name: V
                  objref: {apiVersion: v1, kind: Namespace, name: any, namespace: any}
                """, "any.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: any}\n");

        assertThat(rendered.errors()).containsExactly("kustomization.yaml:3:3 kustomize/var-target");
    }
}
