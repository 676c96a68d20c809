package io.github.ksailbot.engine.flux.substitution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.flux.substitution.Substitution.Undefined;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
    private static final Variable REPLICAS = Variable.of("replicas", "3", Origin.of("vars.yaml", 7, 13));
    private static final Variable HOST = Variable.of("host", "a.example", Origin.of("vars.yaml", 8, 9));
    private static final Variable SECRET = Variable.unknown("token", Origin.of("ks.yaml", 12, 7));

    private static final String DEPLOYMENT = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          annotations:
            url: https://${host}/${replicas}
            first: ${host}
        spec:
          replicas: ${replicas}
          paused: false
        """;

    @Test
    void aNumberThatAVariableGives_isANumber_writtenWhereTheVariableHasItsValue() {
        Substitution.Result result = apply(DEPLOYMENT, REPLICAS, HOST);

        assertThat(result.findings()).isEmpty();
        assertThat(result.used()).containsExactlyInAnyOrder("host", "replicas");
        ScalarNode replicas = scalar(result, "spec", "replicas");
        assertThat(replicas.type()).isEqualTo(ScalarNode.Type.INTEGER);
        assertThat(replicas.origin().chain()).extracting(Origin::file).containsExactly("vars.yaml", "web.yaml");
        assertThat(replicas.origin().line()).isEqualTo(7);
        assertThat(replicas.origin().writer()).isEqualTo(Writer.VARIABLE);
    }

    @Test
    void aValueOfTwoVariables_isWrittenWhereItStands() {
        ScalarNode url = scalar(apply(DEPLOYMENT, REPLICAS, HOST), "metadata", "annotations", "url");

        assertThat(url.text()).isEqualTo("https://a.example/3");
        assertThat(url.origin().file()).isEqualTo("web.yaml");
        assertThat(url.origin().line()).isEqualTo(6);
    }

    @Test
    void aValueWithoutVariable_keepsItsPlace() {
        ScalarNode paused = scalar(apply(DEPLOYMENT, REPLICAS, HOST), "spec", "paused");

        assertThat(paused.origin()).isEqualTo(Origin.of("web.yaml", 10, 11));
    }

    @Test
    void aManifestWithoutVariables_isTheSameObject() {
        Manifest manifest = manifest("kind: A\nmetadata: {name: a}\nspec: {cost: $5}\n");

        assertThat(new Substitution(List.of(HOST), Undefined.REFUSED)
                        .apply(manifest)
                        .manifest())
                .isSameAs(manifest);
    }

    @Test
    void anUndefinedVariable_isAnErrorInStrictMode_onEachOfItsLines() {
        Substitution.Result result = apply("kind: A\nmetadata:\n  name: a${hots}\nspec:\n  x: ${hots}\n", HOST);

        assertThat(result.findings()).extracting(Finding::severity).containsOnly(Severity.ERROR);
        assertThat(result.findings())
                .extracting(finding -> finding.rule().value())
                .containsOnly("flux/undefined-variable");
        assertThat(result.findings()).extracting(SubstitutionTest::line).containsExactly(3, 5);
        assertThat(result.findings()).extracting(Finding::field).containsExactly("metadata.name", "spec.x");
        assertThat(result.findings().get(0).fix()).contains("${host}");
        assertThat(YamlWriter.write(result.manifest().root())).contains("${hots}");
    }

    @Test
    void anUndefinedVariable_isTheEmptyTextWithAWarning_whenNotStrict() {
        Substitution.Result result =
                new Substitution(List.of(HOST), Undefined.EMPTY).apply(manifest("kind: A\nspec:\n  x: a${nobody}\n"));

        assertThat(result.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(scalar(result, "spec", "x").text()).isEqualTo("a");
    }

    @Test
    void aVariableThatOnlyTheClusterKnows_staysToBeSeen() {
        Substitution.Result result =
                apply("kind: A\nspec:\n  x: ${token}-${host}\n  y: ${token:=none}\n", HOST, SECRET);

        assertThat(result.findings()).isEmpty();
        assertThat(result.used()).contains("token");
        assertThat(scalar(result, "spec", "x").text()).isEqualTo("${token}-a.example");
        assertThat(scalar(result, "spec", "y").text()).isEqualTo("${token:=none}");
    }

    @Test
    void whereObjectsOfTheClusterMayDefineIt_anUndefinedVariableStays_andADefaultCounts() {
        Substitution.Result result = new Substitution(List.of(HOST), Undefined.REFUSED, true)
                .apply(manifest("kind: A\nspec:\n  x: ${nobody}-${host}\n  y: ${nobody:=none}\n"));

        assertThat(result.findings()).isEmpty();
        assertThat(scalar(result, "spec", "x").text()).isEqualTo("${nobody}-a.example");
        assertThat(scalar(result, "spec", "y").text()).isEqualTo("none");
    }

    @Test
    void aBraceThatIsNoVariable_isAnErrorOnItsLine() {
        Substitution.Result result = apply(
                "kind: ConfigMap\nmetadata:\n  name: scripts\ndata:\n  ok: ${host}\n  run.sh: |\n    echo ${.x}\n",
                HOST);

        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().get(0).rule().value()).isEqualTo("flux/substitution");
        assertThat(result.findings().get(0).message()).contains("${.x}");
        assertThat(result.findings().get(0).field()).isEqualTo("data[\"run.sh\"]");
        assertThat(line(result.findings().get(0))).isEqualTo(6);
    }

    @Test
    void aNameThatBeginsWithADigit_asksForAVariableThatNobodyCanDefine() {
        String text = "kind: A\nspec:\n  x: a-${1}\n  y: ${1:=b}\n  z: ${nobody}\n";

        Substitution.Result strict = new Substitution(List.of(HOST), Undefined.REFUSED, true).apply(manifest(text));
        assertThat(strict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("flux/undefined-variable");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.field()).isEqualTo("spec.x");
            assertThat(finding.fix()).contains("`$${`");
        });

        Substitution.Result lenient = new Substitution(List.of(HOST), Undefined.EMPTY, true).apply(manifest(text));
        assertThat(lenient.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(scalar(lenient, "spec", "x").text()).isEqualTo("a-");
        assertThat(scalar(lenient, "spec", "y").text()).isEqualTo("b");
        assertThat(scalar(lenient, "spec", "z").text()).isEqualTo("${nobody}");
    }

    @Test
    void aDisabledResource_staysAsItIs() {
        String text = "kind: A\nmetadata:\n  annotations:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\n"
                + "spec:\n  x: ${nobody}\n";

        assertThat(apply(text, HOST).findings()).isEmpty();
        assertThat(scalar(apply(text, HOST), "spec", "x").text()).isEqualTo("${nobody}");
    }

    @Test
    void aValueThatBreaksTheYaml_isAFinding() {
        Variable broken = Variable.of("v", "a: [", Origin.of("vars.yaml", 1, 1));

        Substitution.Result result = apply("kind: A\nspec:\n  x: ${v}\n", broken);

        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().get(0).message()).contains("cannot be read as YAML");
    }

    @Test
    void aVariableInAKey_changesTheKey() {
        Substitution.Result result = apply("kind: A\nspec:\n  ${host}: 1\n  b: ${replicas}\n", HOST, REPLICAS);

        assertThat(scalar(result, "spec", "a.example").text()).isEqualTo("1");
        assertThat(scalar(result, "spec", "b").origin().line()).isEqualTo(7);
    }

    @Test
    void variablesThatMultiplyThemselves_areStopped() {
        Variable large = Variable.of("v", "x".repeat(1 << 20), Origin.of("vars.yaml", 1, 1));

        Substitution.Result result = apply("kind: A\nspec:\n  x: " + "${v}".repeat(1000) + "\n", large);

        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().get(0).message()).contains("grows over 16 MiB");
    }

    @Test
    void deepNesting_isStopped() {
        Substitution.Result result =
                apply("kind: A\nspec:\n  x: " + "${a:=".repeat(5000) + "}".repeat(5000) + "\n", HOST);

        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().get(0).message()).contains("100 deep");
    }

    @Test
    void operators_countBytesAsFluxDoes() {
        assertThat(Operators.apply("#", "äb", List.of())).isEqualTo("3");
        assertThat(Operators.apply(":", "abcdef", List.of("-3"))).isEqualTo("def");
        assertThat(Operators.apply(":", "abcdef", List.of("1", "-1"))).isEqualTo("bcde");
        assertThat(Operators.apply(":", "abcdef", List.of("9"))).isEmpty();
        assertThat(Operators.apply(":", "abcdef", List.of("x"))).isEqualTo("abcdef");
        assertThat(Operators.apply("^^", "straße", List.of())).isEqualTo("STRAßE");
        assertThat(Operators.apply("#", "v1.2", List.of("[a-z]"))).isEqualTo("1.2");
        assertThat(Operators.apply("#", "v1.2", List.of("[z-"))).isEqualTo("v1.2");
    }

    private static Substitution.Result apply(String yaml, Variable... variables) {
        return new Substitution(List.of(variables), Undefined.REFUSED).apply(manifest(yaml));
    }

    private static Manifest manifest(String yaml) {
        return new Manifest((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("web.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
    }

    private static ScalarNode scalar(Substitution.Result result, String... path) {
        Node node = FieldPath.of(path).find(result.manifest().root());
        assertThat(node).isInstanceOf(ScalarNode.class);
        return (ScalarNode) node;
    }

    private static int line(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? 0 : origin.line();
    }
}
