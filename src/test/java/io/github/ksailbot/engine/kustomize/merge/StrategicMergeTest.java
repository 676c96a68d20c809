package io.github.ksailbot.engine.kustomize.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrategicMergeTest {
    private static final String POD = "apiVersion: v1\nkind: Pod\nspec:\n";
    private static final String WIDGET = "apiVersion: example.com/v1\nkind: Widget\nspec:\n";

    static MappingNode read(String file, String yaml) {
        List<Node> documents = new YamlReader(YamlLimits.DEFAULT)
                .read(file, yaml.getBytes(StandardCharsets.UTF_8))
                .documents();
        return (MappingNode) documents.get(0);
    }

    private static StrategicMerge.Result merge(String resource, String patch) {
        return StrategicMerge.of(read("patch.yaml", patch), MergeKeys.kubernetes(), Work.unlimited())
                .apply(read("base.yaml", resource), Work.unlimited());
    }

    private static MappingNode merged(String resource, String patch) {
        StrategicMerge.Result result = merge(resource, patch);
        assertThat(result.findings()).isEmpty();
        return Objects.requireNonNull(result.root());
    }

    private static void assertSpec(String head, String resource, String patch, String expected) {
        Node spec = Objects.requireNonNull(
                merged(head + resource.indent(2), head + patch.indent(2)).get("spec"));
        assertThat(YamlWriter.write(spec)).isEqualTo(expected);
    }

    private static Finding finding(String resource, String patch) {
        StrategicMerge.Result result = merge(resource, patch);
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    @Test
    void mapping_isMergedKeyByKey() {
        assertSpec(WIDGET, "a: 1\nb: {c: 2, d: 3}", "b: {d: 4}\ne: 5", """
            a: 1
            b:
              c: 2
              d: 4
            e: 5
            """);
    }

    @Test
    void nullInPatch_removesTheKey() {
        assertSpec(WIDGET, "a: 1\nb: 2", "a: null\nnever: null", "b: 2\n");
    }

    @Test
    void nullInResource_staysWhereItIsSpelledOut() {
        assertSpec(WIDGET, "a: null\nb:\nc: ~\nd: 1", "d: 2", "a: null\nc: null\nd: 2\n");
    }

    @Test
    void nullInNewMapping_isLeftOut() {
        assertSpec(WIDGET, "a: 1", "b: {c: null, d: 1}", "a: 1\nb:\n  d: 1\n");
    }

    @Test
    void listOfUnknownKind_isReplaced() {
        assertSpec(WIDGET, "containers: [{name: a}, {name: b}]", "containers: [{name: c}]", """
            containers:
            - name: c
            """);
    }

    @Test
    void listWithMergeKey_takesItemsOfThePatchFirst() {
        assertSpec(
                POD,
                "containers: [{name: a, image: a:1}, {name: b, image: b:1}]",
                "containers: [{name: c, image: c:1}, {name: b, image: b:2}]",
                """
                containers:
                - image: c:1
                  name: c
                - image: b:2
                  name: b
                - image: a:1
                  name: a
                """);
    }

    @Test
    void listWithoutStrategy_isReplacedInKnownKinds() {
        assertSpec(POD, "tolerations: [{key: a}]", "tolerations: [{key: b}]", "tolerations:\n- key: b\n");
    }

    @Test
    void listWithTwoKeys_mergesWhatBothNameInTheResourcesOrder() {
        assertSpec(
                "apiVersion: v1\nkind: Service\nspec:\n",
                "ports: [{port: 80, protocol: TCP, name: a}, {port: 80, protocol: UDP, name: b}]",
                "ports: [{port: 80, protocol: UDP, targetPort: 9}]",
                """
                ports:
                - name: a
                  port: 80
                  protocol: TCP
                - name: b
                  port: 80
                  protocol: UDP
                  targetPort: 9
                """);
    }

    @Test
    void listOfScalars_isMergedAsASet() {
        MappingNode root = merged(
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {finalizers: [a, b]}",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {finalizers: [c, a]}");
        assertThat(YamlWriter.write(Objects.requireNonNull(root.get("metadata"))))
                .isEqualTo("finalizers:\n- c\n- a\n- b\n");
    }

    @Test
    void templateInUnknownKind_isMergedByItsOwnKind() {
        assertSpec(
                WIDGET,
                "template: {apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: x}]}}",
                "template: {spec: {containers: [{name: a, command: [b]}]}}",
                """
                template:
                  apiVersion: v1
                  kind: Pod
                  spec:
                    containers:
                    - command:
                      - b
                      image: x
                      name: a
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: {b: 1, c: 2} | a: {$patch: replace, d: 3}               | {a: {d: 3}}",
                "a: {b: 1, c: 2} | a: {$patch: merge, d: 3}                 | {a: {b: 1, c: 2, d: 3}}",
                "{a: {b: 1}, c: 2} | a: {$patch: delete}                      | {c: 2}",
                "c: 2            | a: {$patch: delete}                      | {c: 2}",
                "c: 2            | a: {$patch: replace, d: 3}               | {a: {d: 3}, c: 2}",
                "{containers: [{name: a}, {name: b}]} | {containers: [{name: a, $patch: delete}]}      | {containers:"
                        + " [{name: b}]}",
                "{containers: [{name: a}, {name: b}]} | {containers: [{$patch: replace}, {name: c}]}   | {containers:"
                        + " [{name: c}]}",
                "{containers: [{name: a}], x: 1}      | {containers: [{$patch: delete}]}               | {x: 1}",
                "{containers: [{name: a, image: x}]}  | {containers: [{name: a, $patch: replace}]}     | {containers:"
                        + " [{name: a, image: x}]}",
                "{containers: [{name: a}]}            | {containers: [{name: z, $patch: delete}]}      | {containers:"
                        + " [{name: a}]}",
            })
    void directive_doesWhatItSays(String resource, String patch, String expected) {
        assertSpec(POD, resource, patch, YamlWriter.write(read("expected.yaml", expected)));
    }

    @Test
    void directivesThatKustomizeDoesNotKnow_areKeysLikeOthers() {
        assertSpec(POD, "a: 1", "$setElementOrder/containers: [{name: a}]", """
            $setElementOrder/containers:
            - name: a
            a: 1
            """);
    }

    @Test
    void deleteAtTheRoot_removesTheResource() {
        StrategicMerge.Result result = merge(POD + "  a: 1", POD + "  a: 1\n$patch: delete");
        assertThat(result.root()).isNull();
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void replaceAtTheRoot_isAWarningAndChangesNothing() {
        MappingNode resource = read("base.yaml", POD + "  a: 1");
        StrategicMerge.Result result = StrategicMerge.of(
                        read("patch.yaml", POD + "  b: 1\n$patch: replace"), MergeKeys.kubernetes(), Work.unlimited())
                .apply(resource, Work.unlimited());
        assertThat(result.root()).isSameAs(resource);
        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(Objects.requireNonNull(result.findings().get(0).origin()).line())
                .isEqualTo(5);
    }

    @Test
    void scalarOverQuotedScalar_isAString() {
        assertSpec(WIDGET, "a: \"1\"\nb: 1\nc: one", "a: 2\nb: \"2\"\nc: 2", "a: \"2\"\nb: \"2\"\nc: 2\n");
    }

    @Test
    void keyThatOccursTwice_isLastWins() {
        assertSpec(POD, "containers: [{name: a, image: x}, {name: a, image: y}]", "b: 1", """
            b: 1
            containers:
            - image: "y"
              name: a
            """);
    }

    @Test
    void otherShape_isAFindingAtThePatch() {
        Finding finding = finding(WIDGET + "  a: {b: 1}", WIDGET + "  a:\n  - 1");
        assertThat(finding.rule().value()).isEqualTo("kustomize/patch-type-mismatch");
        assertThat(finding.message()).isEqualTo("the patch has a list where the resource has a mapping, at `spec.a`");
        assertThat(finding.field()).isEqualTo("spec.a");
        assertThat(Objects.requireNonNull(finding.origin()).location()).hasToString("patch.yaml:5:3");
    }

    @Test
    void unknownDirective_isAFindingAtTheDirective() {
        Finding finding = finding(WIDGET + "  a: {b: 1}", WIDGET + "  a:\n    $patch: remove");
        assertThat(finding.rule().value()).isEqualTo("kustomize/patch-unknown-directive");
        assertThat(Objects.requireNonNull(finding.origin()).line()).isEqualTo(5);
    }

    @Test
    void listOfThousands_isAFinding() {
        String items = IntStream.range(0, ListMerge.MAX_ITEMS)
                .mapToObj(i -> "{name: c" + i + "}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(finding(POD + "  containers: " + items, POD + "  containers: [{name: x}]")
                        .rule()
                        .value())
                .isEqualTo("kustomize/patch-too-large");
    }

    @Test
    void originOfPatchedValue_isThePatchOverTheResource() {
        MappingNode root = merged(WIDGET + "  a: 1\n  b: 2", WIDGET + "  # comment\n  a: 3");
        MappingNode spec = Objects.requireNonNull(root.mapping("spec"));
        Origin patched = Objects.requireNonNull(spec.get("a")).origin();
        assertThat(patched.location()).hasToString("patch.yaml:5:6");
        assertThat(patched.writer()).isEqualTo(Writer.PATCH);
        assertThat(Objects.requireNonNull(patched.before()).location()).hasToString("base.yaml:4:6");
        assertThat(Objects.requireNonNull(spec.get("b")).origin().chain()).hasSize(1);
    }

    @Test
    void originOfNewValue_isThePatchAlone() {
        MappingNode root = merged(WIDGET + "  a: 1", WIDGET + "  b: {c: 1}");
        MappingNode added = Objects.requireNonNull(
                Objects.requireNonNull(root.mapping("spec")).mapping("b"));
        assertThat(added.origin().chain()).hasSize(1);
        assertThat(Objects.requireNonNull(added.get("c")).origin().writer()).isEqualTo(Writer.PATCH);
    }

    @Test
    void untouchedParts_areTheSameNodes() {
        MappingNode resource = read("base.yaml", POD + "  containers: [{name: a, image: x}]\n  volumes: [{name: v}]");
        MappingNode patch = read("patch.yaml", POD + "  volumes: [{name: v, emptyDir: {}}]");
        MappingNode root = Objects.requireNonNull(StrategicMerge.of(patch, MergeKeys.kubernetes(), Work.unlimited())
                .apply(resource, Work.unlimited())
                .root());
        assertThat(Objects.requireNonNull(root.mapping("spec")).get("containers"))
                .isSameAs(Objects.requireNonNull(resource.mapping("spec")).get("containers"));
        assertThat(root.get("apiVersion")).isSameAs(resource.get("apiVersion"));
    }

    @Test
    void schemaOfOwnDocument_saysHowItsKindIsMerged() {
        MappingNode openApi = read("openapi.yaml", """
            definitions:
              v1.Widget:
                properties:
                  spec: {$ref: '#/definitions/v1.Spec'}
                x-kubernetes-group-version-kind:
                - {group: example.com, kind: Widget, version: v1}
              v1.Spec:
                properties:
                  parts:
                    type: array
                    items: {type: object}
                    x-kubernetes-patch-merge-key: id
                    x-kubernetes-patch-strategy: merge
            """);
        MappingNode root = Objects.requireNonNull(StrategicMerge.of(
                        read("patch.yaml", WIDGET + "  parts: [{id: b, n: 2}]"),
                        MergeKeys.kubernetes().with(openApi),
                        Work.unlimited())
                .apply(read("base.yaml", WIDGET + "  parts: [{id: a, n: 1}, {id: b, n: 1}]"), Work.unlimited())
                .root());
        assertThat(YamlWriter.write(Objects.requireNonNull(root.get("spec"))))
                .isEqualTo("parts:\n- id: b\n  \"n\": 2\n- id: a\n  \"n\": 1\n");
    }

    @Test
    void circleOfReferences_isAnUnknownSchema() {
        MappingNode openApi = read("openapi.yaml", """
            definitions:
              a: {$ref: '#/definitions/b'}
              b:
                $ref: '#/definitions/a'
                x-kubernetes-group-version-kind: [{kind: Loop, version: v1}]
            """);
        MergeKeys keys = MergeKeys.kubernetes().with(openApi);
        assertThat(keys.ofType("v1", "Loop")).isNull();
    }
}
