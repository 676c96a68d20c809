package io.github.ksailbot.engine.kustomize.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonPatchTest {
    private static final String RESOURCE = """
        a: 1
        l: [x, y, z]
        m: {k: v, "a/b": 1, "c~d": 2}
        nil: null
        """;

    private static Node read(String file, String yaml) {
        return new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES)
                .read(file, yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
    }

    private static MappingNode applied(String operations) throws BuildException {
        return JsonPatch.of((SequenceNode) read("patch.yaml", operations), Work.unlimited())
                .apply((MappingNode) read("base.yaml", RESOURCE), Work.unlimited());
    }

    private static Finding failure(String operations) {
        return Objects.requireNonNull(catchThrowableOfType(BuildException.class, () -> applied(operations)))
                .finding();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{op: add, path: /b, value: 2}             | b   | 2",
                "{op: add, path: /a, value: 2}             | a   | 2",
                "{op: add, path: /l/-, value: w}           | l   | [x, y, z, w]",
                "{op: add, path: /l/0, value: w}           | l   | [w, x, y, z]",
                "{op: add, path: /l/3, value: w}           | l   | [x, y, z, w]",
                "{op: add, path: /l/-1, value: w}          | l   | [x, y, z, w]",
                "{op: remove, path: /l/1}                  | l   | [x, z]",
                "{op: remove, path: /l/-1}                 | l   | [x, y]",
                "{op: replace, path: /l/0, value: {b: c}}  | l   | [{b: c}, y, z]",
                "{op: replace, path: /new, value: 1}       | new | 1",
                "{op: replace, path: /m/a~1b, value: 2}    | m   | {k: v, a/b: 2, c~d: 2}",
                "{op: remove, path: /m/c~0d}               | m   | {k: v, a/b: 1}",
                "{op: move, from: /l/0, path: /l/-}        | l   | [y, z, x]",
                "{op: move, from: /m/k, path: /a}          | a   | v",
                "{op: copy, from: /m/k, path: /l/0}        | l   | [v, x, y, z]",
                "{op: copy, from: /none, path: /b}         | b   | null",
                "{op: add, path: /b}                       | b   | null",
                "{op: add, path: /b, value: yes}           | b   | true",
                "{op: test, path: /a, value: 1}            | a   | 1",
                "{op: test, path: /none, value: null}      | a   | 1",
                "{op: test, path: /m, value: {c~d: 2, k: v, a/b: 1}} | a | 1",
                "{op: replace, path: '', value: {z: 1}}    | z   | 1",
                "{op: replace, path: ignored/a, value: 5}  | a   | 5",
            })
    void operation_changesWhatItSays(String operation, String key, String expected) throws BuildException {
        Node wanted = Objects.requireNonNull(((MappingNode) read("expected.yaml", "value: " + expected)).get("value"));
        assertThat(YamlWriter.write(
                        Objects.requireNonNull(applied("- " + operation).get(key))))
                .isEqualTo(YamlWriter.write(wanted));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{op: remove, path: /b}                   | there is no `b` in the resource; it has `a`, `l`, `m`,"
                        + " `nil`",
                "{op: add, path: /x/y, value: 1}          | there is no `x` in the resource; it has `a`, `l`, `m`,"
                        + " `nil`",
                "{op: add, path: /m/q/y, value: 1}        | there is no `q` in `/m`; it has `k`, `a/b`, `c~d`",
                "{op: add, path: /a/b, value: 1}          | `/a` is a single value and holds no others",
                "{op: add, path: /nil/b, value: 1}        | `/nil` is null and holds no others",
                "{op: add, path: /l/4, value: 1}          | index 4 is outside of a list of 3 items",
                "{op: replace, path: /l/3, value: 1}      | index 3 is outside of a list of 3 items",
                "{op: replace, path: /l/-, value: 1}      | `-` is not an index of a list of 3 items",
                "{op: add, path: /l/-5, value: 1}         | index -5 is outside of a list of 3 items",
                "{op: remove, path: /l/99999999999999999} | `99999999999999999` is not an index of a list of 3 items",
                "{op: add, path: '', value: 1}            | the path is empty",
                "{op: add, path: a, value: 1}             | the path `a` does not begin with `/`",
                "{op: test, path: /a, value: 2}           | the test fails: the value is `1`",
                "{op: test, path: /b, value: 2}           | the test fails: there is no value",
                "{op: test, path: /a}                     | it has no `value` to compare with",
                "{op: replace, path: '', value: []}       | a list is left where the resource was",
            })
    void operationThatCannotBeDone_saysWhy(String operation, String why) {
        Finding finding = failure("- {op: test, path: /a, value: 1}\n- " + operation);
        assertThat(finding.message())
                .startsWith("The JSON patch cannot be applied: operation 2 (`")
                .endsWith(": " + why + ".");
        assertThat(Objects.requireNonNull(finding.origin()).location().toString())
                .startsWith("patch.yaml:2:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text                     | Operation 1 of the JSON patch is not a mapping with `op` and `path`.",
                "{path: /a}               | Operation 1 of the JSON patch has no `op`.",
                "{op: Add, path: /a}      | Operation 1 of the JSON patch has the unknown `op: Add`.",
                "{op: add}                | Operation 1 of the JSON patch has no `path` that is a string.",
                "{op: add, path: 1}       | Operation 1 of the JSON patch has no `path` that is a string.",
                "{op: move, path: /a}     | Operation 1 of the JSON patch has no `from` that is a string.",
            })
    void operationThatIsNone_saysWhatIsMissing(String operation, String message) {
        assertThat(failure("- " + operation).message()).isEqualTo(message);
    }

    @Test
    void originOfReplacedValue_isThePatchOverTheResource() throws BuildException {
        Origin origin = Objects.requireNonNull(
                        applied("- op: replace\n  path: /a\n  value: 2").get("a"))
                .origin();
        assertThat(origin.location()).hasToString("patch.yaml:3:10");
        assertThat(origin.writer()).isEqualTo(Writer.PATCH);
        assertThat(Objects.requireNonNull(origin.before()).location()).hasToString("base.yaml:1:4");
    }

    @Test
    void originOfMovedValue_isTheOperationOverItsOldPlace() throws BuildException {
        Origin origin = Objects.requireNonNull(
                        applied("- op: move\n  from: /m/k\n  path: /b").get("b"))
                .origin();
        assertThat(origin.location()).hasToString("patch.yaml:3:9");
        assertThat(Objects.requireNonNull(origin.before()).location()).hasToString("base.yaml:3:8");
    }

    @Test
    void untouchedParts_areTheSameNodes() throws BuildException {
        MappingNode resource = (MappingNode) read("base.yaml", RESOURCE);
        MappingNode patched = JsonPatch.of(
                        (SequenceNode) read("patch.yaml", "- {op: remove, path: /l/0}"), Work.unlimited())
                .apply(resource, Work.unlimited());
        assertThat(patched.get("m")).isSameAs(resource.get("m"));
        assertThat(Objects.requireNonNull(patched.sequence("l")).items().get(0))
                .isSameAs(Objects.requireNonNull(resource.sequence("l")).items().get(1));
    }

    @Test
    void patchWithoutOperations_givesTheSameResource() throws BuildException {
        MappingNode resource = (MappingNode) read("base.yaml", RESOURCE);
        assertThat(JsonPatch.of((SequenceNode) read("patch.yaml", "[]"), Work.unlimited())
                        .apply(resource, Work.unlimited()))
                .isSameAs(resource);
    }

    @Test
    void copiesThatDoubleTheResource_areRefused() {
        String bomb = "- {op: copy, from: /m, path: /m/x}\n- {op: copy, from: /m, path: /m/y}\n".repeat(60);
        assertThat(failure(bomb).rule().value()).isEqualTo("kustomize/patch-too-large");
    }

    @Test
    void pathOfThousandsOfSegments_isRefused() {
        StringBuilder operations = new StringBuilder();
        String path = "";
        for (int i = 0; i < JsonPatch.MAX_DEPTH; i++) {
            path += "/d";
            operations.append("- {op: add, path: ").append(path).append(", value: {}}\n");
        }
        assertThat(failure(operations.toString()).rule().value()).isEqualTo("kustomize/patch-too-large");
        assertThat(failure("- {op: remove, path: " + "/d".repeat(50_000) + "}")
                        .rule()
                        .value())
                .isEqualTo("kustomize/patch-failed");
    }

    @Test
    void moreOperationsThanAllowed_areRefused() {
        String many = "- {op: test, path: /a, value: 1}\n".repeat(OperationReader.MAX_OPERATIONS + 1);
        assertThat(failure(many).rule().value()).isEqualTo("kustomize/patch-too-large");
    }
}
