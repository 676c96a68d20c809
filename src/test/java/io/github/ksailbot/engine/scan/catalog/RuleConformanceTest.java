package io.github.ksailbot.engine.scan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.rule.SubjectsOfRoles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Kubescape's own tests of the rules that need nothing but manifests. Each test is right in its objects when the same
 * objects fail, and in its paths when each of them fails with the same paths. Details are in {@code
 * target/rule-conformance.txt}.
 */
class RuleConformanceTest {
    private static final Path CASES = Path.of(System.getProperty("conformance", "absent"), "kubescape");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Right of all, for objects and for paths; never lower than what was reached. */
    private static final int OBJECTS_FLOOR = 344;

    private static final int PATHS_FLOOR = 344;

    @Test
    void offlineRules_failTheSameObjectsAtTheSamePaths() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "no conformance cases at " + CASES);
        Map<String, List<String>> defaults =
                inputs(JSON.readTree(CASES.resolve("default-config-inputs.json").toFile())
                        .at("/settings/postureControlInputs"));
        int tests = 0;
        int objects = 0;
        int paths = 0;
        try (PrintStream out = new PrintStream(
                Files.newOutputStream(Path.of("target/rule-conformance.txt")), true, StandardCharsets.UTF_8)) {
            for (String name : offlineRules()) {
                JsonNode file =
                        JSON.readTree(CASES.resolve("rules/" + name + ".json").toFile());
                Rule rule = Rules.builtIn().get(name);
                int rightObjects = 0;
                int rightPaths = 0;
                for (JsonNode test : file.get("testCases")) {
                    Outcome outcome = run(rule, file, test, defaults);
                    rightObjects += outcome.objects ? 1 : 0;
                    rightPaths += outcome.paths ? 1 : 0;
                    if (rule != null && !outcome.paths) {
                        out.println("  WRONG " + name + " / " + test.get("name").asText() + outcome.detail);
                    }
                }
                int all = file.get("testCases").size();
                out.printf(
                        "%-60s %s objects %d/%d paths %d/%d%n",
                        name, rule == null ? "MISSING" : "", rightObjects, all, rightPaths, all);
                tests += all;
                objects += rightObjects;
                paths += rightPaths;
            }
            out.printf("TOTAL tests %d, objects right %d, paths right %d%n", tests, objects, paths);
        }
        System.out.printf("Kubescape rule tests: %d, objects right %d, paths right %d%n", tests, objects, paths);
        assertThat(objects).isGreaterThanOrEqualTo(OBJECTS_FLOOR);
        assertThat(paths).isGreaterThanOrEqualTo(PATHS_FLOOR);
    }

    /** What a scan keeps of them rests on that. */
    @Test
    void localRules_sayAboutManyObjects_whatTheySayAboutEachAlone() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "no conformance cases at " + CASES);
        Map<String, List<String>> lists = new LinkedHashMap<>(
                inputs(JSON.readTree(CASES.resolve("default-config-inputs.json").toFile())
                        .at("/settings/postureControlInputs")));
        lists.put("cloudProvider", List.of("aks"));
        ControlInputs inputs = new ControlInputs(lists);
        List<ScanObject> resources = new ArrayList<>();
        for (String name : offlineRules()) {
            for (JsonNode test : JSON.readTree(
                            CASES.resolve("rules/" + name + ".json").toFile())
                    .get("testCases")) {
                test.get("input").forEach(input -> resources.addAll(read(input)));
            }
        }
        int local = 0;
        for (Map.Entry<String, Rule> entry : Rules.builtIn().entrySet()) {
            if (entry.getValue() instanceof LocalRule rule) {
                local++;
                List<ScanObject> tested = new ArrayList<>();
                List<Alert> alerts = new ArrayList<>();
                for (ScanObject resource : resources) {
                    RuleInput alone = new RuleInput(List.of(resource), inputs);
                    tested.addAll(rule.tested(alone));
                    alerts.addAll(rule.evaluate(alone));
                }
                RuleInput together = new RuleInput(resources, inputs);
                assertThat(rule.tested(together)).as(entry.getKey()).isEqualTo(tested);
                assertThat(rule.evaluate(together)).as(entry.getKey()).containsExactlyInAnyOrderElementsOf(alerts);
                assertThat(alerts)
                        .allSatisfy(alert -> assertThat(alert.objects()).hasSize(1));
            }
        }
        assertThat(local).isGreaterThan(50);
    }

    private record Outcome(boolean objects, boolean paths, String detail) {}

    private static Outcome run(@Nullable Rule rule, JsonNode file, JsonNode test, Map<String, List<String>> defaults) {
        if (rule == null) {
            return new Outcome(false, false, "");
        }
        List<ScanObject> given = new ArrayList<>();
        test.get("input").forEach(input -> given.addAll(read(input)));
        boolean aggregated = file.path("resourcesAggregator").asText().equals("subject-role-rolebinding");
        Map<String, List<String>> lists = new LinkedHashMap<>(defaults);
        lists.putAll(inputs(test.path("data").path("postureControlInputs")));
        String provider = test.at("/data/dataControlInputs/cloudProvider").asText();
        if (!provider.isEmpty()) {
            lists.put("cloudProvider", List.of(provider));
        }
        List<Alert> alerts;
        try {
            alerts = rule.evaluate(
                    new RuleInput(aggregated ? SubjectsOfRoles.of(given) : given, new ControlInputs(lists)));
        } catch (RuntimeException e) {
            return new Outcome(false, false, " threw " + e + " at " + e.getStackTrace()[0]);
        }
        SortedSet<String> actualObjects = new TreeSet<>();
        SortedSet<String> actualPaths = new TreeSet<>();
        for (Alert alert : alerts) {
            List<String> names = alert.objects().stream()
                    .map(o -> o.kind() + "/" + o.name())
                    .sorted()
                    .toList();
            actualObjects.addAll(names);
            actualPaths.add(names + " failed=" + new TreeSet<>(alert.failedPaths()) + " review="
                    + new TreeSet<>(alert.reviewPaths()) + " delete=" + new TreeSet<>(alert.deletePaths()) + " fix="
                    + new TreeSet<>(alert.fixPaths().stream()
                            .map(f -> f.path() + "=" + f.value())
                            .toList()));
        }
        SortedSet<String> expectedObjects = new TreeSet<>();
        SortedSet<String> expectedPaths = new TreeSet<>();
        for (JsonNode response : test.get("expected")) {
            SortedSet<String> names = new TreeSet<>();
            response.at("/alertObject/k8sApiObjects")
                    .forEach(o -> names.add(o.path("kind").asText() + "/"
                            + o.at("/metadata/name").asText(o.path("name").asText())));
            JsonNode external = response.at("/alertObject/externalObjects");
            if (external.isObject() && !external.isEmpty()) {
                names.add(external.path("kind").asText() + "/"
                        + (external.has("name")
                                ? external.path("name").asText()
                                : external.at("/metadata/name").asText()));
            }
            expectedObjects.addAll(names);
            expectedPaths.add(new ArrayList<>(names) + " failed=" + texts(response.path("failedPaths")) + " review="
                    + texts(response.path("reviewPaths")) + " delete=" + texts(response.path("deletePaths")) + " fix="
                    + fixes(response.path("fixPaths")));
        }
        boolean paths = actualPaths.equals(expectedPaths);
        SortedSet<String> missing = new TreeSet<>(expectedPaths);
        missing.removeAll(actualPaths);
        SortedSet<String> extra = new TreeSet<>(actualPaths);
        extra.removeAll(expectedPaths);
        return new Outcome(
                actualObjects.equals(expectedObjects),
                paths,
                "\n    missing " + String.join("\n            ", missing) + "\n    extra   "
                        + String.join("\n            ", extra));
    }

    /** The tests' inputs are in the namespace {@code default} unless they say another. */
    private static List<ScanObject> read(JsonNode input) {
        String file = input.get("file").asText();
        List<ScanObject> objects = new ArrayList<>();
        for (Node node : new YamlReader(YamlLimits.DEFAULT)
                .read(file, input.get("content").asText().getBytes(StandardCharsets.UTF_8))
                .documents()) {
            if (node instanceof MappingNode root) {
                MappingNode metadata = root.mapping("metadata");
                if (metadata != null && metadata.text("namespace").isEmpty()) {
                    root = root.with(
                            "metadata", metadata.with("namespace", ScalarNode.string("default", root.origin())));
                }
                objects.add(ScanObject.of(new Manifest(root)));
            }
        }
        return objects;
    }

    private static SortedSet<String> texts(JsonNode list) {
        SortedSet<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static SortedSet<String> fixes(JsonNode list) {
        SortedSet<String> texts = new TreeSet<>();
        list.forEach(item ->
                texts.add(item.path("path").asText() + "=" + item.path("value").asText()));
        return texts;
    }

    private static Map<String, List<String>> inputs(JsonNode lists) {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        lists.fields().forEachRemaining(field -> {
            List<String> items = new ArrayList<>();
            field.getValue().forEach(item -> items.add(item.asText()));
            inputs.put(field.getKey(), items);
        });
        return inputs;
    }

    private static SortedSet<String> offlineRules() throws IOException {
        SortedSet<String> rules = new TreeSet<>();
        JSON.readTree(CASES.resolve("controls.json").toFile()).forEach(control -> {
            if (control.path("kubescapeFileScan").asBoolean()
                    && control.path("offlineFromManifests").asBoolean()) {
                control.get("rules").forEach(rule -> rules.add(rule.asText()));
            }
            if (control.path("partlyOffline").asBoolean()) {
                control.get("rules").forEach(rule -> {
                    if (Rules.builtIn().containsKey(rule.asText())) {
                        rules.add(rule.asText());
                    }
                });
            }
        });
        return rules;
    }
}
