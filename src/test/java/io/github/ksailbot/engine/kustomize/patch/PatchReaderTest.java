package io.github.ksailbot.engine.kustomize.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PatchReaderTest {
    private static final String BASE = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: one
          labels: {app: web}
          annotations: {a: "1"}
        data: {k: v}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: two, namespace: other}
        data: {k: v}
        """;

    private final Map<String, String> files = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private static List<Node> read(String file, String yaml, YamlDialect dialect) {
        return new YamlReader(YamlLimits.DEFAULT, dialect)
                .read(file, yaml.getBytes(StandardCharsets.UTF_8))
                .documents();
    }

    private PatchReader reader() {
        return new PatchReader(
                path -> {
                    String text = files.get(path.text());
                    if (text == null) {
                        throw BuildException.of("test/missing", "no file " + path.text(), path.origin());
                    }
                    return new LoadedFile(path.text(), text.getBytes(StandardCharsets.UTF_8));
                },
                MergeKeys.kubernetes(),
                findings::add,
                Work.unlimited());
    }

    private TypedMapping entry(String yaml) {
        MappingNode node = (MappingNode)
                read("kustomization.yaml", yaml, YamlDialect.KUBERNETES).get(0);
        return new TypedMapping(node, "patches[0]", findings::add);
    }

    private ResourceMap base() {
        return new ResourceMap(read("base.yaml", BASE, YamlDialect.KUSTOMIZE).stream()
                .map(document -> Resource.of((MappingNode) document))
                .toList());
    }

    private String applied(List<Patch> patches) {
        ResourceMap resources = base();
        for (Patch patch : patches) {
            try {
                resources = patch.apply(resources, findings::add, Work.unlimited());
            } catch (BuildException e) {
                findings.add(e.finding());
            }
        }
        return YamlWriter.writeAll(
                resources.resources().stream().map(Resource::root).toList());
    }

    private String patched(String entry) {
        return applied(reader().patch(entry(entry)));
    }

    private Finding onlyFinding() {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private String onlyRuleAndPlace() {
        return onlyFinding().rule() + " "
                + Objects.requireNonNull(onlyFinding().origin()).location();
    }

    @Test
    void strategicPatch_findsTheResourceOfItsId() {
        String text = patched("""
            patch: |
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: two, namespace: other}
              data: {l: w}
            """);
        assertThat(findings).isEmpty();
        assertThat(text).endsWith("""
            data:
              k: v
              l: w
            kind: ConfigMap
            metadata:
              name: two
              namespace: other
            """);
    }

    @Test
    void defaultNamespace_isTheSameAsNone() {
        patched("""
            patch: |
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: one, namespace: default}
            """);
        assertThat(findings).isEmpty();
    }

    @Test
    void patchOfNothing_saysWhatIsNearest() {
        patched("""
            patch: |
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: two}
            """);
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-without-target kustomization.yaml:4:20");
        assertThat(onlyFinding().message())
                .isEqualTo("No resource of this kustomization matches the patch: there is no `ConfigMap` `two` of `v1`."
                        + " There is a `ConfigMap` `two` of `v1` in namespace `other`.");
    }

    @Test
    void severalDocuments_areSeveralPatches() {
        files.put("p.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: two, namespace: other}
            data: {k: w}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: one}
            $patch: delete
            """);
        assertThat(patched("path: p.yaml")).doesNotContain("one").contains("k: w");
    }

    @Test
    void listKind_isSeveralPatches() {
        assertThat(reader().patch(entry("""
            patch: |
              kind: ConfigMapList
              apiVersion: v1
              items:
              - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
              - {apiVersion: v1, kind: ConfigMap, metadata: {name: two}}
            """))).hasSize(2);
    }

    @Test
    void severalDocumentsWithTarget_areRefusedAtTheSecond() {
        files.put("p.yaml", "kind: A\nmetadata: {name: x}\n---\nkind: A\nmetadata: {name: y}\n");
        patched("path: p.yaml\ntarget: {kind: ConfigMap}");
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-invalid p.yaml:4:1");
    }

    @Test
    void targetedPatch_keepsNameKindAndNamespace() {
        String text = patched("""
            target: {kind: Config.*, name: "one|two"}
            patch: |
              apiVersion: v2
              kind: Other
              metadata: {name: any, namespace: any, labels: {l: 1}}
            """);
        assertThat(findings).isEmpty();
        assertThat(text).isEqualTo("""
            apiVersion: v1
            data:
              k: v
            kind: ConfigMap
            metadata:
              annotations:
                a: "1"
              labels:
                app: web
                l: "1"
              name: one
            ---
            apiVersion: v1
            data:
              k: v
            kind: ConfigMap
            metadata:
              labels:
                l: "1"
              name: two
              namespace: other
            """);
    }

    @Test
    void nullLabelOfTargetedPatch_isTheWord() {
        assertThat(patched("""
            target: {name: one}
            patch: |
              kind: ConfigMap
              metadata: {name: any, labels: {app: null}}
            """)).contains("app: \"null\"");
    }

    @Test
    void numberAsKey_isTheResourcesOwnKeyOrAFinding() {
        String patch = """
            patch: |
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: one}
              data:
                %s: w
            """;
        assertThat(patched(patch.formatted("\"6443\""))).contains("\"6443\": w");
        assertThat(findings).isEmpty();
        patched(patch.formatted("6443"));
        assertThat(onlyRuleAndPlace()).isEqualTo("yaml/key kustomization.yaml:6:5");
        findings.clear();
        List<Patch> both = new ArrayList<>(reader().patch(entry(patch.formatted("\"6443\""))));
        both.addAll(reader().patch(
                        entry("# another place\n" + patch.formatted("6443").replace(": w", ": z"))));
        assertThat(applied(both)).contains("\"6443\": z");
        assertThat(findings).isEmpty();
    }

    @Test
    void options_letNameAndKindChange() {
        List<Patch> patches = reader().patch(entry("""
            target: {name: one}
            options: {allowNameChange: true, allowKindChange: true}
            patch: |
              kind: Secret
              metadata: {name: new}
            """));
        assertThat(applied(patches))
                .contains("kind: Secret")
                .contains("name: new")
                .doesNotContain("name: one");
    }

    @Test
    void namesThatCollide_areRefused() {
        patched("""
            target: {kind: ConfigMap, namespace: default}
            options: {allowNameChange: true}
            patch: |
              kind: ConfigMap
              metadata: {name: new}
            """);
        assertThat(findings).isEmpty();
        ResourceMap twice = new ResourceMap(List.of(base().resources().get(0), Resource.of((MappingNode)
                read("x.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}", YamlDialect.KUSTOMIZE)
                        .get(0))));
        for (Patch patch : reader().patch(entry("""
            target: {kind: ConfigMap}
            options: {allowNameChange: true}
            patch: |
              kind: ConfigMap
              metadata: {name: new}
            """))) {
            try {
                patch.apply(twice, findings::add, Work.unlimited());
            } catch (BuildException e) {
                findings.add(e.finding());
            }
        }
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-id-collision kustomization.yaml:5:20");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: ConfigMap}                                | 2",
                "{kind: Config}                                   | 0",
                "{version: v1, group: ''}                         | 2",
                "{group: apps}                                    | 0",
                "{namespace: other}                               | 1",
                "{namespace: default}                             | 1",
                "{name: o.*}                                      | 1",
                "{labelSelector: app=web}                         | 1",
                "{labelSelector: '!app'}                          | 1",
                "{annotationSelector: a=1}                        | 1",
                "{kind: ConfigMap, name: two, labelSelector: app} | 0",
            })
    void target_selectsWhatAllConditionsAllow(String target, int expected) throws BuildException {
        Selector selector = Selector.read(entry(target), Work.unlimited());
        assertThat(selector.select(base(), Work.unlimited())).hasSize(expected);
    }

    @Test
    void targetThatSelectsNothing_isANotice() {
        patched("target: {name: nobody}\npatch: '[{\"op\": \"remove\", \"path\": \"/data\"}]'");
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-no-effect kustomization.yaml:1:9");
        assertThat(onlyFinding().severity()).isEqualTo(Severity.NOTICE);
    }

    @Test
    void targetThatIsNoExpression_isAFindingAtIt() {
        patched("target: {name: \"(a\"}\npatch: '[{\"op\": \"remove\", \"path\": \"/data\"}]'");
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-selector kustomization.yaml:1:16");
    }

    @Test
    void labelSelectorThatIsNone_isAFindingWhereItIsLookedAt() {
        String patch = "target: {name: %s, labelSelector: a b}\npatch: '[{\"op\": \"remove\", \"path\": \"/data\"}]'";
        patched(patch.formatted("nobody"));
        assertThat(onlyFinding().rule().value()).isEqualTo("kustomize/patch-no-effect");
        findings.clear();
        patched(patch.formatted("one"));
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-selector kustomization.yaml:1:36");
    }

    @ParameterizedTest
    @CsvSource({"0x1F, 31", "017, 15", "1_000, 1000", "1.50, 1.5", "0.00001, 1e-05", "123456789, 1.23456789e+08"})
    void jsonPatch_makesTextOfANumberAsItsValuePrints(String number, String text) {
        String patched = patched("""
            target: {name: two}
            patch: |-
              - {op: add, path: /metadata/annotations/a, value: %s}
            """.formatted(number));
        assertThat(findings).isEmpty();
        assertThat(patched).contains("a: \"" + text + "\"\n");
    }

    @Test
    void jsonPatch_mayAddAnAnnotationWhereThereIsNone() {
        String text = patched("""
            target: {name: two}
            patch: |-
              - op: add
                path: /metadata/annotations/n
                value: 5000000
            """);
        assertThat(findings).isEmpty();
        assertThat(text).contains("annotations:\n    \"n\": \"5e+06\"\n");
    }

    @Test
    void jsonPatch_failsAtItsLineOfTheKustomization() {
        patched("""
            target: {name: one}
            patch: |-
              - op: replace
                path: /data/k
                value: w
              - op: remove
                path: /data/none
            """);
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-failed kustomization.yaml:7:11");
        assertThat(onlyFinding().field()).isEqualTo("data.none");
        assertThat(Objects.requireNonNull(onlyFinding().resource()).name()).isEqualTo("one");
    }

    @Test
    void furtherDocumentsOfAJsonPatch_areAWarning() {
        files.put("p.yaml", "- {op: remove, path: /data/k}\n---\n- {op: remove, path: /data}\n");
        assertThat(patched("path: p.yaml\ntarget: {name: one}")).contains("data: {}");
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-document-ignored p.yaml:3:1");
    }

    @Test
    void emptyFileWithTarget_changesNothing() {
        files.put("p.yaml", "");
        patched("path: p.yaml\ntarget: {name: one}");
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target: {name: one}                                   | kustomization.yaml:1:1",
                "{patch: 'kind: A', path: p.yaml}                      | kustomization.yaml:1:26",
                "{patch: '[]', target: {name: one}}                    | kustomization.yaml:1:9",
                "{patch: '{}', target: {name: one}}                    | kustomization.yaml:1:9",
                "{patch: '# text'}                                     | kustomization.yaml:1:9",
                "{patch: '- {op: remove, path: /data}'}                | kustomization.yaml:1:9",
                "{patch: '[{op: remove, path: /data}]', target: {}}    | kustomization.yaml:1:9",
                "{patch: 'text'}                                       | kustomization.yaml:1:9",
                "{patch: 'metadata: {name: a}'}                        | kustomization.yaml:1:9",
                "{patch: 'kind: A'}                                    | kustomization.yaml:1:9",
            })
    void patchThatIsNone_isAFindingAtIt(String entry, String place) {
        patched(entry);
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-invalid " + place);
    }

    @Test
    void fileThatIsNotThere_isTheLoadersFinding() {
        patched("path: none.yaml");
        assertThat(onlyRuleAndPlace()).isEqualTo("test/missing kustomization.yaml:1:7");
    }

    @Test
    void legacyStrategicMerge_isAPathOrAPatch() {
        files.put("p.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\ndata: {p: 1}\n");
        ScalarNode path = (ScalarNode)
                read("kustomization.yaml", "p.yaml", YamlDialect.KUBERNETES).get(0);
        ScalarNode inline = (ScalarNode) read(
                        "kustomization.yaml",
                        "|\n  apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: one}\n  data: {q: 2}\n",
                        YamlDialect.KUBERNETES)
                .get(0);
        assertThat(applied(reader().strategicMerge(path))).contains("p: 1");
        assertThat(applied(reader().strategicMerge(inline))).contains("q: 2");
        assertThat(findings).isEmpty();
    }

    @Test
    void legacyJsonPatch_needsANameAndAddsNoAnnotations() {
        reader().json6902(entry("target: {kind: ConfigMap}\npatch: '[]'"), "patch");
        assertThat(onlyRuleAndPlace()).isEqualTo("kustomize/patch-invalid kustomization.yaml:1:1");
        findings.clear();
        applied(reader().json6902(
                        entry("target: {name: two}\n"
                                + "patch:"
                                + " '[{\"op\":\"add\",\"path\":\"/metadata/annotations/a\",\"value\":\"b\"}]'"),
                        "patch"));
        assertThat(onlyFinding().rule().value()).isEqualTo("kustomize/patch-failed");
    }

    @Test
    void resourcesThatAPatchDoesNotConcern_areTheSameObjects() throws BuildException {
        ResourceMap resources = base();
        Patch patch = reader().patch(entry("target: {name: one}\npatch: '[{\"op\":\"remove\",\"path\":\"/data\"}]'"))
                .get(0);
        assertThat(patch.apply(resources, findings::add, Work.unlimited())
                        .resources()
                        .get(1))
                .isSameAs(resources.resources().get(1));
    }
}
