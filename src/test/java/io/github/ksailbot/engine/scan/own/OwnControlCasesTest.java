package io.github.ksailbot.engine.scan.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnControlCasesTest {
    private static final String CONTROL = """
        id: ACME-1
        severity: low
        match: [{kinds: [Service]}]
        fails: object.spec.type in inputs.types
        message: It is of a type that is not allowed.
        fields: [spec.type]
        """;
    private static final String CASES = """
        - name: a type that is not allowed
          inputs: {types: [LoadBalancer]}
          resources:
            - {apiVersion: v1, kind: Service, metadata: {name: a, namespace: web}, spec: {type: LoadBalancer}}
            - {apiVersion: v1, kind: Service, metadata: {name: b}, spec: {type: ClusterIP}}
          fails: [Service/web/a spec.type]
        - name: one that is
          inputs: {types: [LoadBalancer]}
          resources:
            - {apiVersion: v1, kind: Service, metadata: {name: b}, spec: {type: ClusterIP}}
        """;

    @Test
    void casesThatAreRight_areSilent() {
        OwnControlCases.Run run = run(Map.of("a.yaml", CONTROL, "a.cases.yaml", CASES));
        assertThat(run.findings()).isEmpty();
        assertThat(run.outcomes()).hasSize(2).allMatch(OwnControlCases.Outcome::isRight);
    }

    @Test
    void whatFailsAndWhatWasExpected_areCompared_withPaths() {
        OwnControlCases.Run run =
                run(Map.of("a.yaml", CONTROL, "a.cases.yaml", CASES.replace("a spec.type]", "a spec]")));
        assertThat(run.outcomes().get(0).missing()).containsExactly("Service/web/a spec");
        assertThat(run.outcomes().get(0).extra()).containsExactly("Service/web/a spec.type");
    }

    @Test
    void whatCannotBeEvaluated_isWrong_evenWhereAFailureIsExpected() {
        OwnControlCases.Run run = run(Map.of(
                "a.yaml",
                CONTROL,
                "a.cases.yaml",
                CASES.replace("spec: {type: LoadBalancer}", "spec: {}").replace("a spec.type]", "a]")));
        assertThat(run.outcomes().get(0).isRight()).isFalse();
        assertThat(run.outcomes().get(0).extra()).singleElement().satisfies(text -> assertThat(text)
                .contains("could not be checked")
                .contains("key 'type'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fails: [             | expects: [       | `expects` is not known here.
        name: one that is    | note: one        | `name` must say what the case shows.
        {types: [LoadBal     | [types, LoadBal  | a.cases.yaml
        kind: Service,       | kin: Service,    | `resources` must all have `kind` and `metadata.name`.
        """)
    void whatIsNoCase_isAnError(String written, String instead, String message) {
        OwnControlCases.Run run = run(Map.of("a.yaml", CONTROL, "a.cases.yaml", CASES.replace(written, instead)));
        assertThat(run.findings()).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.message() + finding.origin()).contains(message);
        });
    }

    @Test
    void controlWithoutCases_orWithOneSide_isAWarning() {
        assertThat(messages(run(Map.of("a.yaml", CONTROL))))
                .containsExactly("WARNING The control `ACME-1` has no case that shows what it finds.");
        String half = CASES.substring(0, CASES.indexOf("- name: one that is"));
        assertThat(messages(run(Map.of("a.yaml", CONTROL, "a.cases.yaml", half))))
                .containsExactly("WARNING The cases of `ACME-1` show nothing that it lets pass.");
    }

    @Test
    void casesWithoutTheirControl_andNoControlAtAll_areErrors() {
        assertThat(messages(run(Map.of("a.yaml", CONTROL, "a.cases.yaml", CASES, "b.cases.yaml", CASES))))
                .containsExactly("ERROR There is no `b.yaml` that these cases are of.");
        assertThat(messages(run(Map.of("README.md", "nothing"))))
                .containsExactly("ERROR There is no control here, which is a file `NAME.yaml`.");
        assertThat(messages(run(Map.of("a.yaml", CONTROL.replace("severity", "sevrity"), "a.cases.yaml", CASES))))
                .isNotEmpty()
                .allMatch(message -> message.startsWith("ERROR"));
    }

    private static List<String> messages(OwnControlCases.Run run) {
        return run.findings().stream()
                .map(finding -> finding.severity() + " " + finding.message())
                .toList();
    }

    private static OwnControlCases.Run run(Map<String, String> files) {
        Map<String, String> tree = new HashMap<>();
        files.forEach((name, text) -> tree.put("controls/" + name, text));
        return OwnControlCases.run(MemorySourceTree.of(tree), new SourcePath("controls"));
    }
}
