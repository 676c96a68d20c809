package io.github.ksailbot.engine.flux.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.flux.substitution.Substitution.Undefined;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables and fixtures of Flux's own substitution: each must come out right. */
class SubstitutionConformanceTest {
    private static final Path CASES = Path.of(System.getProperty("conformance", "absent"), "envsubst");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Origin PLACE = Origin.of("vars.yaml", 1, 1);

    private static JsonNode cases = JSON.createObjectNode();

    @BeforeAll
    static void readCases() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "no conformance cases at " + CASES);
        cases = JSON.readTree(CASES.resolve("cases.json").toFile());
    }

    @Test
    void evaluationTable_comesOutRight() {
        List<String> wrong = new ArrayList<>();
        for (JsonNode one : cases.get("cases")) {
            Map<String, Variable> variables = new HashMap<>();
            one.get("vars")
                    .fields()
                    .forEachRemaining(field -> variables.put(
                            field.getKey(),
                            Variable.of(field.getKey(), field.getValue().asText(), PLACE)));
            Evaluation evaluation = new Evaluation(variables, false);
            String result;
            try {
                result = evaluation.evaluate(one.get("input").asText());
                if (one.get("strict").asBoolean() && !evaluation.missing().isEmpty()) {
                    result = "error";
                }
            } catch (ExpressionException e) {
                result = "error";
            }
            String expected = one.has("error") ? "error" : one.get("expected").asText();
            if (!result.equals(expected)) {
                wrong.add(one + " gave " + result);
            }
        }
        assertThat(cases.get("cases")).hasSizeGreaterThanOrEqualTo(57);
        assertThat(wrong).isEmpty();
    }

    @Test
    void parserTable_comesOutRight() {
        List<String> wrong = new ArrayList<>();
        for (JsonNode one : cases.get("parserCases")) {
            JsonNode tree;
            try {
                tree = list(ExpressionParser.parse(one.get("text").asText()), 0);
            } catch (ExpressionException e) {
                tree = JSON.createObjectNode().put("error", e.getMessage());
            }
            if (!tree.equals(one.get("ast"))) {
                wrong.add(one + " gave " + tree);
            }
        }
        assertThat(cases.get("parserCases")).hasSizeGreaterThanOrEqualTo(88);
        assertThat(wrong).isEmpty();
    }

    /** Flux nests what follows a piece of text; ours is one list. */
    private static JsonNode list(List<Expression> pieces, int from) {
        JsonNode first = node(pieces.get(from));
        if (from == pieces.size() - 1) {
            return first;
        }
        ObjectNode list = JSON.createObjectNode().put("node", "ListNode");
        list.putArray("Nodes").add(first).add(list(pieces, from + 1));
        return list;
    }

    private static JsonNode node(Expression expression) {
        if (expression instanceof Expression.Text text) {
            return JSON.createObjectNode().put("node", "TextNode").put("Value", text.text());
        }
        Expression.Reference reference = (Expression.Reference) expression;
        ObjectNode node = JSON.createObjectNode().put("node", "FuncNode").put("Param", reference.name());
        if (!reference.operator().isEmpty()) {
            node.put("Name", reference.operator());
        }
        if (!reference.arguments().isEmpty()) {
            ArrayNode arguments = node.putArray("Args");
            reference.arguments().forEach(argument -> arguments.add(node(argument)));
        }
        return node;
    }

    @Test
    void postBuildCases_comeOutRight() throws IOException, SourceException {
        Path fixtures = CASES.resolve("fixtures");
        Map<String, String> outputs = new HashMap<>();
        for (JsonNode one : cases.get("fluxPostBuildCases")) {
            List<Manifest> manifests = new Kustomizer()
                    .build(
                            DirectorySourceTree.of(
                                    fixtures.resolve(one.get("build").asText())),
                            SourcePath.ROOT,
                            BuildOptions.FLUX)
                    .manifests();
            Map<String, String> values = new LinkedHashMap<>();
            for (JsonNode from : one.get("substituteFrom")) {
                values.putAll(texts(documents(Files.readString(fixtures.resolve(from.asText())))
                        .get(0)
                        .root()));
            }
            MappingNode spec = documents(Files.readString(
                            fixtures.resolve(one.get("kustomization").asText())))
                    .get(0)
                    .root()
                    .mapping("spec");
            MappingNode postBuild = spec == null ? null : spec.mapping("postBuild");
            if (postBuild != null) {
                values.putAll(texts(postBuild));
            }
            boolean runs = !values.isEmpty() || one.path("always").asBoolean();
            Substitution substitution = new Substitution(variables(values), undefined(one));
            List<Substitution.Result> results = manifests.stream()
                    .map(manifest -> runs
                            ? substitution.apply(manifest)
                            : new Substitution.Result(manifest, java.util.Set.of(), List.of()))
                    .toList();
            String output = YamlWriter.writeAll(
                    results.stream().map(result -> result.manifest().root()).toList());
            outputs.put(one.get("id").asText(), output);
            check(one, output, failed(results), fixtures, outputs);
        }
    }

    private static void check(JsonNode one, String output, boolean failed, Path fixtures, Map<String, String> outputs)
            throws IOException {
        String id = one.get("id").asText();
        assertThat(failed).as(id).isEqualTo(one.has("errorContains"));
        if (one.has("expectedFile")) {
            assertThat(output)
                    .as(id)
                    .isEqualTo(Files.readString(
                            fixtures.resolve(one.get("expectedFile").asText())));
        }
        one.path("contains").forEach(text -> assertThat(output).as(id).contains(text.asText()));
        one.path("notContains").forEach(text -> assertThat(output).as(id).doesNotContain(text.asText()));
        if (one.has("sameOutputAs")) {
            assertThat(output)
                    .as(id)
                    .isEqualTo(outputs.get(one.get("sameOutputAs").asText()));
        }
    }

    @Test
    void controllerCases_comeOutRight() {
        for (JsonNode one : cases.get("controllerCases")) {
            Map<String, String> values = new LinkedHashMap<>();
            for (JsonNode from : one.path("substituteFrom")) {
                from.path("data")
                        .fields()
                        .forEachRemaining(field ->
                                values.put(field.getKey(), field.getValue().asText()));
            }
            one.path("substitute")
                    .fields()
                    .forEachRemaining(
                            field -> values.put(field.getKey(), field.getValue().asText()));
            boolean runs =
                    !values.isEmpty() || one.path("substituteStrategy").asText().equals("Always");
            Substitution substitution = new Substitution(variables(values), undefined(one));
            List<Substitution.Result> results = new ArrayList<>();
            for (JsonNode text : one.get("manifests")) {
                for (Manifest manifest : documents(text.asText())) {
                    results.add(
                            runs
                                    ? substitution.apply(manifest)
                                    : new Substitution.Result(manifest, java.util.Set.of(), List.of()));
                }
            }
            JsonNode expected = one.get("expect");
            String id = one.get("id").asText();
            assertThat(failed(results))
                    .as(id)
                    .isEqualTo(expected.path("buildFailed").asBoolean());
            expected.fields().forEachRemaining(field -> check(id, field.getKey(), field.getValue(), results));
        }
    }

    private static void check(String id, String key, JsonNode expected, List<Substitution.Result> results) {
        if (key.equals("note") || key.equals("buildFailed") || key.equals("messageContains")) {
            return;
        }
        String[] words = key.split(" ", 2);
        String[] path = words[0].split("\\.");
        Manifest manifest = results.stream()
                .map(Substitution.Result::manifest)
                .filter(one -> one.kind().equals(path[0]))
                .findFirst()
                .orElseThrow();
        MappingNode data =
                switch (path[1]) {
                    case "data" ->
                        manifest.kind().equals("Secret")
                                ? manifest.root().mapping("stringData")
                                : manifest.root().mapping("data");
                    default -> {
                        MappingNode metadata = manifest.root().mapping("metadata");
                        yield metadata == null ? null : metadata.mapping(path[1]);
                    }
                };
        assertThat(data).as(id).isNotNull();
        if (expected.isObject()) {
            expected.fields().forEachRemaining(field -> {
                Node value = data.get(field.getKey());
                assertThat(value instanceof ScalarNode scalar && scalar.isString())
                        .as(id)
                        .isTrue();
                assertThat(data.text(field.getKey()))
                        .as(id)
                        .isEqualTo(field.getValue().asText());
            });
        } else if (words.length == 1) {
            assertThat(data.text(path[2])).as(id).isEqualTo(expected.asText());
        } else {
            for (JsonNode text : expected) {
                boolean contained = data.text(path[2]).contains(text.asText());
                assertThat(contained).as(id + " " + key + " " + text).isEqualTo(words[1].equals("contains"));
            }
        }
    }

    private static Undefined undefined(JsonNode one) {
        return one.path("strict").asBoolean() ? Undefined.REFUSED : Undefined.EMPTY;
    }

    private static boolean failed(List<Substitution.Result> results) {
        return results.stream()
                .flatMap(result -> result.findings().stream())
                .anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private static List<Variable> variables(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> Variable.of(entry.getKey(), entry.getValue(), PLACE))
                .toList();
    }

    private static Map<String, String> texts(MappingNode owner) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : List.of("data", "stringData", "substitute")) {
            MappingNode data = owner.mapping(field);
            if (data != null) {
                texts.putAll(data.entries().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.key().text(),
                                entry -> data.text(entry.key().text()))));
            }
        }
        return texts;
    }

    private static List<Manifest> documents(String text) {
        return new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES)
                .read("given.yaml", text.getBytes(StandardCharsets.UTF_8)).documents().stream()
                        .map(node -> new Manifest((MappingNode) node))
                        .toList();
    }
}
