package io.github.ksailbot.engine.scan.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelRuleTest {
    private static final String POD = """
        apiVersion: v1
        kind: Pod
        metadata: {name: app, labels: {team: red}}
        spec:
          initContainers: [{name: init, image: one}]
          containers:
            - name: app
              image: registry.acme.example/two@sha256:1
              ports: [{containerPort: 80}, {containerPort: 22}]
              resources: {limits: {memory: 512Mi, cpu: 1}}
        """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
        # expression about the pod's whole                                                     ; fails
        object.metadata.name == 'app'                                                          ; true
        has(object.metadata.annotations)                                                       ; false
        object.metadata.?annotations['a'].orValue('') == ''                                    ; true
        object.spec.containers.exists(c, c.ports.exists(p, p.containerPort == 22))             ; true
        object.spec.containers.all(c, c.ports.all(p, p.containerPort <= 80))                   ; true
        object.spec.containers.map(c, c.name) == ['app']                                       ; true
        object.metadata.labels.team in ['red', 'blue']                                         ; true
        object.metadata.labels.team.matches('^(red|blue)$')                                    ; true
        object.metadata.labels.team.matches('e')                                               ; true
        object.spec.containers[0].image.find('sha256:[0-9]+') == 'sha256:1'                    ; true
        object.spec.containers[0].image.findAll('[0-9]').size() == 4                           ; true
        object.spec.containers[0].image.split('/')[0].lowerAscii().endsWith('.example')        ; true
        sets.contains(['red', 'blue'], [object.metadata.labels.team])                          ; true
        sets.intersects([1, 2], object.spec.containers[0].ports.map(p, p.containerPort))       ; false
        sets.equivalent([22, 80.0, 80], object.spec.containers[0].ports.map(p, p.containerPort)) ; true
        quantity(object.spec.containers[0].resources.limits.memory).isGreaterThan(quantity('0.25Gi')) ; true
        quantity(object.spec.containers[0].resources.limits.cpu).isLessThan(quantity('1'))     ; false
        quantity('1').add(quantity('1')).compareTo(quantity(2)) == 0                           ; true
        quantity('1').sub(quantity('2')).sign() == -1                                          ; true
        isQuantity('a')                                                                        ; false
        cel.bind(c, object.spec.containers, c.size() == 1 && c[0].name == 'app')               ; true
        math.greatest(object.spec.containers[0].ports.map(p, p.containerPort)) == 80           ; true
        [3, 1, 2].sort().slice(0, 2) == [1, 2]                                                 ; true
        resources.size() == 1 && resources[0].kind == 'Pod'                                    ; true
        'x' in inputs.words                                                                    ; true
        """)
    void expressions_areAnswered(String expression, boolean fails) {
        ScanReport report = scan("fails: \"" + expression + "\"\nmatch: [{kinds: [Pod]}]\n", POD);
        assertThat(report.problems()).isEmpty();
        assertThat(report.findings()).hasSize(fails ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        each: pod                                | pod.containers.size() == 1            | spec
        each: container                          | container.image.contains('@')         | spec.containers[0]
        each: container\\nfields: [image, ports]  | !container.image.contains('@')        | spec.initContainers[0].image,spec.initContainers[0].ports
        each: spec.containers[*].ports[*]        | item.containerPort == 22              | spec.containers[0].ports[1]
        each: spec.containers[*].name            | item == 'app' && pod == {}            | spec.containers[0].name
        each: spec.volumes[*]                    | true                                  |
        fields: [spec.hostNetwork]               | !has(object.spec.hostNetwork)         | spec.hostNetwork
        """)
    void pathsOfFailures_beginWhereTheSelectionIs(String lines, String expression, String paths) {
        ScanReport report = scan(
                "fails: \"" + expression + "\"\nmatch: [{kinds: [Pod]}]\n" + lines.replace("\\n", "\n") + "\n", POD);
        assertThat(report.problems()).isEmpty();
        assertThat(report.findings().stream().flatMap(finding -> finding.paths().stream()))
                .containsExactly(paths == null ? new String[0] : paths.split(","));
    }

    @Test
    void fix_andRemediation_areAdvice() {
        ScanReport report = scan("""
            fails: "!has(pod.hostUsers)"
            each: pod
            fields: [hostUsers]
            fix: false
            remediation: See the handbook.
            """, POD.replace("kind: Pod", "kind: Pod # that"));
        assertThat(report.findings()).singleElement().satisfies(finding -> assertThat(finding.fix())
                .isEqualTo("Add `hostUsers: false` to `spec`. See the handbook."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.spec.nodeName == 'a'",
                "object.metadata.name",
                "object.metadata.name > 3",
                "object.spec.containers[7].name == ''",
                "quantity(object.metadata.name).sign() > 0",
                "'x'.matches(object.metadata.name + '(')",
                "'x'.matches('((a{900}){900}){900}')",
                "'x' in inputs.nothing"
            })
    void whatCannotBeEvaluated_wasNotChecked_andCountsAsFailed(String expression) {
        ScanReport report = scan("fails: \"" + expression + "\"\nmatch: [{kinds: [Pod]}]\n", POD);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isUnchecked()).isTrue();
            assertThat(problem.message()).startsWith("`ACME-1` could not be checked on Pod/app.");
            assertThat(problem.origin()).isNotNull();
        });
        assertThat(report.compliance()).isZero();
    }

    @Test
    @Timeout(120)
    void whatCostsTooMuch_isNotChecked() {
        String numbers =
                "metadata: {name: app, labels: {a: b}, annotations: {x: y}}\nitems: [" + "1, ".repeat(200) + "1]\n";
        ScanReport cubic = scan("""
            fails: object.data.exists(a, object.data.exists(b, object.data.exists(c, a + b + c == 7)))
            match: [{kinds: [ConfigMap]}]
            """, "apiVersion: v1\nkind: ConfigMap\n" + numbers.replace("items", "data"));
        assertThat(cubic.problems()).hasSize(1);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            many.append("---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: c")
                    .append(i)
                    .append("}}\n");
        }
        ScanReport square = scan("""
            fails: resources.exists(other, other.metadata.name == object.metadata.name + 'x')
            match: [{kinds: [ConfigMap]}]
            """, many.toString());
        assertThat(square.problems()).hasSize(10);
        assertThat(square.compliance()).isLessThan(100);
    }

    @ParameterizedTest
    @Timeout(120)
    @CsvSource(delimiter = '|', textBlock = """
        object.metadata.name        | %1$s + %1$s + %1$s + %1$s + %1$s + %1$s + %1$s + %1$s
        [object.metadata.name]      | %1$s + %1$s + %1$s + %1$s + %1$s + %1$s + %1$s + %1$s
        bytes(object.metadata.name) | %1$s + %1$s + %1$s + %1$s + %1$s + %1$s + %1$s + %1$s
        [object.metadata.name]      | [%1$s, %1$s, %1$s, %1$s, %1$s, %1$s, %1$s, %1$s]
        [object.metadata.name]      | {'a': %1$s, 'b': %1$s, 'c': %1$s, 'd': %1$s, 'e': %1$s, 'f': %1$s}
        """)
    void whatGrows_isNotChecked(String start, String growth) {
        StringBuilder expression = new StringBuilder("cel.bind(a0, " + start + ", ");
        for (int i = 1; i <= 10; i++) {
            expression.append("cel.bind(a" + i + ", " + String.format(growth, "a" + (i - 1)) + ", ");
        }
        expression.append("a10 == a10").append(")".repeat(11));
        ScanReport report = scan("fails: \"" + expression + "\"\nmatch: [{kinds: [Pod]}]\n", POD);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("the expression costs too much"));
    }

    @Test
    void whyItCouldNotBeEvaluated_isSaidOnce_inPlainWords() {
        ScanReport report = scan("fails: \"object.spec.nodeName == 'a'\"\nmatch: [{kinds: [Pod]}]\n", POD);
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .isEqualTo("`ACME-1` could not be checked on Pod/app. The condition of the control could not be"
                        + " evaluated: at character 11 of the expression: key 'nodeName' is not present in map."));
    }

    @Test
    void fieldThatIsNull_isNotThere() {
        String control = "fails: \"!has(object.spec.hostUsers)\"\nmatch: [{kinds: [Pod]}]\n";
        assertThat(scan(control, POD + "  hostUsers: null\n").findings()).hasSize(1);
        assertThat(scan(control, POD + "  hostUsers: false\n").findings()).isEmpty();
    }

    @Test
    void resourcesThatHaveNoPod_areNotTested() {
        ScanReport report = scan("fails: \"false\"\neach: pod\nmatch: [{kinds: ['*']}]\n", POD + """
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web}}
            """);
        assertThat(report.coverage().tested()).isEqualTo(1);
    }

    private static ScanReport scan(String control, String manifests) {
        OwnControlReader.OwnControls own = OwnControlReader.read(
                MemorySourceTree.of(Map.of("a.yaml", "id: ACME-1\nseverity: high\nmessage: It is wrong.\n" + control)),
                SourcePath.ROOT);
        assertThat(own.findings()).isEmpty();
        ScanSettings settings =
                new ScanSettings(List.of("own"), 0, null, Map.of("words", List.of("x")), List.of(), false, List.of());
        return new Scanner(Catalog.kubescape().with(OwnControlReader.FRAMEWORK, own.controls()))
                .scan(
                        new YamlReader(YamlLimits.DEFAULT)
                                .read("app.yaml", manifests.getBytes(StandardCharsets.UTF_8)).documents().stream()
                                        .map(document -> new Manifest((MappingNode) document))
                                        .toList(),
                        settings,
                        Instant.EPOCH);
    }
}
