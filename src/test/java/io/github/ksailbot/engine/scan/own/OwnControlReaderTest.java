package io.github.ksailbot.engine.scan.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnControlReaderTest {
    private static final String GOOD = """
        id: ACME-0001
        severity: high
        match: [{kinds: [Service]}]
        fails: object.spec.type == 'LoadBalancer'
        message: It is a load balancer.
        """;

    @Test
    void control_isReadWhole() {
        OwnControlReader.OwnControls own = read(Map.of("lb.yaml", """
            id: ACME-0001
            name: Load balancers
            description: Only the ingress is reached from outside.
            baseScore: 8
            category: Network
            frameworks: [nsa, acme-baseline]
            match:
              - groups: [""]
                versions: [v1]
                kinds: [Service]
            each: spec.ports[*]
            fails: item.port == 22
            message: SSH is reached from outside.
            fields: [port]
            fix: 443
            remediation: Ask the platform team.
            """));
        assertThat(own.findings()).isEmpty();
        assertThat(own.controls()).singleElement().satisfies(one -> {
            assertThat(one.control().severity()).isEqualTo(ControlSeverity.HIGH);
            assertThat(one.control().description()).isEqualTo("Only the ingress is reached from outside.");
            assertThat(one.origin().file()).isEqualTo("controls/lb.yaml");
        });
        Catalog catalog = Catalog.kubescape().with(OwnControlReader.FRAMEWORK, own.controls());
        assertThat(List.of("own", "NSA", "AllControls", "acme-baseline")).allSatisfy(name -> assertThat(
                        catalog.framework(name).orElseThrow().controls())
                .anyMatch(control -> control.id().equals("ACME-0001")));
        assertThat(catalog.framework("MITRE").orElseThrow().controls())
                .noneMatch(control -> control.id().equals("ACME-0001"));
        assertThat(catalog.frameworkNames()).contains("AllControls", "acme-baseline");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # written                  | instead                              | line:column | message
        severity: high             | severities: high                     | 2:1         | `severities` is not known here.
        severity: high             | severity: urgent                     | 2:11        | `severity` must be one of
        severity: high             | baseScore: 11                        | 2:12        | `baseScore` must be a number between 0 and 10.
        severity: high             | name: both are missing               | 1:1         | `severity` or `baseScore` must be there
        id: ACME-0001              | id: C-0001                           | 1:5         | `id` must be like `ACME-0001`
        id: ACME-0001              | id: exec-into-container-v1           | 1:5         | `id` is the name of a rule that is built in.
        [{kinds: [Service]}]       | []                                   | 3:8         | `match` must be a list with the `kinds`
        [{kinds: [Service]}]       | [{resources: [Service]}]             | 3:10        | `resources` is not known here.
        [{kinds: [Service]}]       | [{kinds: Service}]                   | 3:17        | `kinds` must be a list of texts.
        object.spec.type ==        | object.spec.type = =                 | 4:25        | `fails` is no CEL condition: token recognition error
        object.spec.type ==        | objekt.spec.type ==                  | 4:8         | undeclared reference to 'objekt'
        object.spec.type ==        | object.spec.type +                   | 4:25        | expected type 'bool' but found
        object.spec.type ==        | inputs['a'] ==                       | 4:8         | `fails` must name lists as in `inputs.registries`.
        object.spec.type ==        | object.spec.type.replace('a', 'b') == | 4:32       | undeclared reference to 'replace'
        message: It                | massage: It                          | 5:1         | `massage` is not known here.
        message: It is a           | message: "" #                        | 5:10        | `message` must say what is wrong.
        message: It                | each: spec.ports # It                | 5:7         | `each` must be `resource`, `pod`, `container` or a path
        message: It                | each: container # It                 | 3:17        | `kinds` has `Service`, of which `each: container` sees nothing.
        message: It                | frameworks: [nssa] # It              | 5:13        | `frameworks` has `nssa`, which is no framework; `nsa` is.
        message: It                | fix: x # It                          | 5:6         | `fix` is what to set the first of `fields` to
        message: It                | fields: ["a b"] # It                 | 5:9         | `fields` must be paths
        """)
    void whatIsWrong_isSaidOnItsLine(String written, String instead, String place, String message) {
        OwnControlReader.OwnControls own = read(Map.of("a.yaml", GOOD.replace(written, instead)));
        assertThat(own.controls()).isEmpty();
        assertThat(own.findings()).anySatisfy(finding -> {
            assertThat(finding.message()).contains(message);
            assertThat(place(finding)).isEqualTo("controls/a.yaml:" + place);
        });
    }

    @Test
    void expressionOfALiteralBlock_isPointedIntoByItsOwnLine() {
        OwnControlReader.OwnControls own =
                read(Map.of("a.yaml", GOOD.replace("fails: object.spec.type == 'LoadBalancer'", """
                    fails: |
                      has(object.spec.type)
                        && objekt.spec.type == 'LoadBalancer'\
                    """)));
        assertThat(own.findings()).singleElement().satisfies(finding -> {
            assertThat(place(finding)).isEqualTo("controls/a.yaml:6:8");
            assertThat(finding.message()).contains("(line 2 of the expression, column 6)");
        });
    }

    @Test
    void twoOfOneId_whateverItsCase_areSaid() {
        OwnControlReader.OwnControls own =
                read(Map.of("a.yaml", GOOD, "b.yaml", GOOD.replace("ACME-0001", "Acme-0001")));
        assertThat(own.controls()).hasSize(1);
        assertThat(own.findings()).singleElement().satisfies(finding -> assertThat(place(finding))
                .isEqualTo("controls/b.yaml:1:5"));
    }

    @Test
    void brokenFiles_areErrors_andNeverNothing() {
        assertThat(read(Map.of("a.yaml", "")).findings()).hasSize(1);
        assertThat(read(Map.of("a.yaml", "- a\n")).findings()).hasSize(1);
        assertThat(read(Map.of("a.yaml", "a: [\n")).findings()).hasSize(1);
        assertThat(read(Map.of("a.yaml", GOOD + "---\n" + GOOD)).findings()).isNotEmpty();
        assertThat(read(Map.of("a.yaml", GOOD + "remediation: " + "x".repeat(1 << 17) + "\n"))
                        .findings())
                .isNotEmpty();
        assertThat(read(Map.of("a.yaml", GOOD.replace("== 'LoadBalancer'", "== 'a'" + " || true".repeat(2_000))))
                        .findings())
                .isNotEmpty();
        assertThat(read(Map.of("a.yaml", GOOD.replace("object.spec.type ==", "(".repeat(5_000))))
                        .findings())
                .isNotEmpty();
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 101; i++) {
            many.put("c" + i + ".yaml", GOOD.replace("0001", "x" + i));
        }
        assertThat(read(many).findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .isEqualTo("There are more than 100 own controls."));
    }

    @Test
    void directory_isTheNamedOne_orTheUsualOne_orNone() {
        SourcePath named = new SourcePath("policies");
        MemorySourceTree usual = MemorySourceTree.of(Map.of(".github/ksail-bot/controls/a.yaml", GOOD));
        assertThat(OwnControlReader.directory(usual, null)).isEqualTo(OwnControlReader.DIRECTORY);
        assertThat(OwnControlReader.directory(usual, named)).isEqualTo(named);
        assertThat(OwnControlReader.directory(MemorySourceTree.of(Map.of("a", "")), null))
                .isNull();
    }

    private static String place(Finding finding) {
        return finding.origin() == null
                ? ""
                : finding.origin().file() + ":" + finding.origin().line() + ":"
                        + finding.origin().column();
    }

    private static OwnControlReader.OwnControls read(Map<String, String> files) {
        Map<String, String> tree = new HashMap<>();
        files.forEach((name, text) -> tree.put("controls/" + name, text));
        return OwnControlReader.read(MemorySourceTree.of(tree), new SourcePath("controls"));
    }
}
