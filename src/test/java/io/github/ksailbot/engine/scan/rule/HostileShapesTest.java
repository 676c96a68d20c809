package io.github.ksailbot.engine.scan.rule;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.ksailbot.engine.scan.catalog.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever stands where a rule expects something else, no rule throws. */
class HostileShapesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SHAPES = List.of(
            "null", "true", "false", "-1", "1e308", "\"\"", "\"[\"", "[]", "{}", "[null]", "[[{}]]", "{\"a\": [{}]}");

    @Test
    void rules_neverThrow() throws IOException {
        List<JsonNode> manifests = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("one-of-each.yaml"))) {
            new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(in).forEachRemaining(manifests::add);
        }
        ControlInputs inputs = inputs();
        List<ScanObject> sound =
                manifests.stream().flatMap(node -> read(node).stream()).toList();
        for (int i = 0; i < manifests.size(); i++) {
            List<ScanObject> others = new ArrayList<>(sound);
            others.remove(i);
            for (JsonNode broken : broken(manifests.get(i))) {
                List<ScanObject> objects = new ArrayList<>(others);
                objects.addAll(read(broken));
                judge(objects, inputs, broken);
            }
        }
    }

    private static void judge(List<ScanObject> objects, ControlInputs inputs, JsonNode broken) {
        RuleInput resources = new RuleInput(objects, inputs);
        RuleInput subjects = new RuleInput(SubjectsOfRoles.of(objects), inputs);
        for (Map.Entry<String, Rule> rule : Rules.builtIn().entrySet()) {
            for (RuleInput input : List.of(resources, subjects)) {
                assertThatCode(() -> {
                            rule.getValue().evaluate(input);
                            rule.getValue().tested(input);
                        })
                        .as("%s of %s", rule.getKey(), broken)
                        .doesNotThrowAnyException();
            }
        }
    }

    /** The manifest with each of its values, one at a time, replaced by a value of another shape. */
    private static List<JsonNode> broken(JsonNode manifest) {
        List<JsonNode> results = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        collect(manifest, "", pointers);
        for (int i = 0; i < pointers.size(); i++) {
            // Three shapes for each value, in turn, keep the test short and still meet every shape many times.
            for (int j = 0; j < 3; j++) {
                results.add(replaced(manifest, pointers.get(i), SHAPES.get((i * 3 + j) % SHAPES.size())));
            }
        }
        return results;
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (!pointer.isEmpty()) {
            pointers.add(pointer);
        }
        node.properties()
                .forEach(entry -> collect(
                        entry.getValue(),
                        pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                        pointers));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), pointer + "/" + i, pointers);
        }
    }

    private static JsonNode replaced(JsonNode manifest, String pointer, String shape) {
        JsonNode copy = manifest.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        try {
            if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(last), JSON.readTree(shape));
            } else {
                ((ObjectNode) parent).set(last, JSON.readTree(shape));
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        return copy;
    }

    private static List<ScanObject> read(JsonNode manifest) {
        return Judging.objects(manifest.toString());
    }

    private static ControlInputs inputs() {
        return new ControlInputs(Map.ofEntries(
                Map.entry("cloudProvider", List.of("aks")),
                Map.entry("imageRepositoryAllowList", List.of("gcr.io")),
                Map.entry("untrustedRegistries", List.of("docker.io")),
                Map.entry("floatingImageTags", List.of("stable")),
                Map.entry("imageDigestExemptRepositories", List.of("mine")),
                Map.entry("insecureCapabilities", List.of("SYS_ADMIN")),
                Map.entry("hardenedSandboxRuntimeClasses", List.of("gvisor")),
                Map.entry("recommendedLabels", List.of("app")),
                Map.entry("k8sRecommendedLabels", List.of("app.kubernetes.io/name")),
                Map.entry("sensitiveKeyNames", List.of("secret", "key")),
                Map.entry("sensitiveValues", List.of("BEGIN \\w+ PRIVATE KEY", "(")),
                Map.entry("cpu_limit_max", List.of("1")),
                Map.entry("memory_limit_min", List.of("1Mi")),
                Map.entry("sandbox_cpu_limit_max", List.of("1")),
                Map.entry("sandbox_memory_limit_max", List.of("1Gi"))));
    }
}
