package io.github.ksailbot.engine.scan.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the facts about Kubescape's controls, frameworks and rules that the scan relies on: names, numbers and what
 * belongs to what, no rule and no sentence. One line for each control, framework and rule, so that a new version can be
 * read as a difference.
 */
public final class GenerateCatalog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GenerateCatalog() {}

    /**
     * Writes the file.
     *
     * @param args directory with {@code controls.json}, {@code frameworks.json}, {@code default-config-inputs.json} and
     *     {@code rules/}; file to write
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[0]);
        JsonNode controls = JSON.readTree(from.resolve("controls.json").toFile());
        StringBuilder text =
                new StringBuilder("{\n\"source\": \"kubescape/regolibrary, Apache-2.0: names and numbers\",\n");
        text.append("\"command\": \"mvn -Pcontrols -Dconformance=DIR process-test-classes\",\n");
        SortedMap<String, String> lines = new TreeMap<>();
        SortedSet<String> rules = new TreeSet<>();
        for (JsonNode control : controls) {
            lines.put(control.get("id").asText(), control(control).toString());
            control.get("rules").forEach(rule -> rules.add(rule.asText()));
        }
        append(text, "controls", new ArrayList<>(lines.values())).append(",\n");
        List<String> frameworks = new ArrayList<>();
        for (JsonNode framework : JSON.readTree(from.resolve("frameworks.json").toFile())) {
            frameworks.add(framework(framework, controls).toString());
        }
        append(text, "frameworks", frameworks).append(",\n");
        List<String> facts = new ArrayList<>();
        for (String rule : rules) {
            facts.add(rule(JSON.readTree(from.resolve("rules/" + rule + ".json").toFile()))
                    .toString());
        }
        append(text, "rules", facts).append(",\n\"inputs\": ");
        JsonNode inputs = JSON.readTree(
                        from.resolve("default-config-inputs.json").toFile())
                .at("/settings/postureControlInputs");
        text.append(inputs).append("\n}\n");
        Files.createDirectories(Path.of(args[1]).toAbsolutePath().getParent());
        Files.writeString(Path.of(args[1]), text);
    }

    private static StringBuilder append(StringBuilder text, String name, List<String> lines) {
        return text.append('"')
                .append(name)
                .append("\": [\n")
                .append(String.join(",\n", lines))
                .append("\n]");
    }

    private static ObjectNode control(JsonNode control) {
        ObjectNode facts = JSON.createObjectNode();
        facts.set("id", control.get("id"));
        facts.set("name", control.get("name"));
        facts.set("baseScore", control.get("baseScore"));
        copy(control, "scanningScope", facts, "scopes");
        copy(control, "rules", facts, "rules");
        copy(control, "actionRequired", facts, "action");
        copy(control.path("category"), "name", facts, "category");
        copy(control, "notOfflineBecause", facts, "needs");
        return facts;
    }

    private static ObjectNode framework(JsonNode framework, JsonNode controls) {
        ObjectNode facts = JSON.createObjectNode();
        facts.set("name", framework.get("name"));
        copy(framework, "scanningScope", facts, "scopes");
        copy(framework, "controls", facts, "controls");
        ObjectNode names = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> patch : framework.get("patches").properties()) {
            JsonNode name = patch.getValue().path("name");
            if (name.isTextual() && !name.equals(controls.path(patch.getKey()).path("name"))) {
                names.set(patch.getKey(), name);
            }
        }
        copy(names, facts, "names");
        return facts;
    }

    private static ObjectNode rule(JsonNode rule) {
        ObjectNode facts = JSON.createObjectNode();
        facts.set("name", rule.get("rule"));
        ArrayNode matches = JSON.createArrayNode();
        for (JsonNode match : rule.path("match")) {
            ObjectNode one = JSON.createObjectNode();
            one.set("groups", match.get("apiGroups"));
            one.set("versions", match.get("apiVersions"));
            one.set("kinds", match.get("resources"));
            matches.add(one);
        }
        copy(matches, facts, "match");
        copy(rule, "resourcesAggregator", facts, "aggregator");
        ArrayNode inputs = JSON.createArrayNode();
        for (JsonNode input : rule.path("controlConfigInputs")) {
            String path = input.path("path").asText();
            inputs.add(path.substring(path.lastIndexOf('.') + 1));
        }
        copy(inputs, facts, "inputs");
        copy(rule, "useFrom", facts, "from");
        copy(rule, "useUntil", facts, "until");
        copy(rule, "notOfflineBecause", facts, "needs");
        return facts;
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        copy(from.path(field), to, name);
    }

    private static void copy(JsonNode value, ObjectNode to, String name) {
        boolean isEmpty = value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
        if (!isEmpty) {
            to.set(name, value);
        }
    }
}
