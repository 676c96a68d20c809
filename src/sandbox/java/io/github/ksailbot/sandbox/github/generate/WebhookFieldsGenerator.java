package io.github.ksailbot.sandbox.github.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.hook.Fields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Derives from real webhooks which fields an event always has, and of which types. Only names and types are kept.
 *
 * <pre>{@code mvn test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.ksailbot.sandbox.github.generate.WebhookFieldsGenerator}</pre>
 */
public final class WebhookFieldsGenerator {

    private static final NpmPackage SOURCE = new NpmPackage("@octokit/webhooks-examples", "7.6.1");

    private static final String FILE = "api.github.com/index.json";

    private static final Set<String> EVENTS = Set.of(
            "check_run",
            "check_suite",
            "installation",
            "installation_repositories",
            "issue_comment",
            "merge_group",
            "pull_request",
            "push");

    private WebhookFieldsGenerator() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of("src/sandbox/resources" + Fields.RESOURCE);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode table = mapper.createObjectNode();
        table.put("source", "npm " + SOURCE.name() + "@" + SOURCE.version() + ", " + FILE + ", MIT");
        ObjectNode kinds = table.putObject("kinds");
        new TreeMap<>(tables(mapper.readTree(SOURCE.read(FILE)))).forEach((kind, fields) -> {
            ObjectNode json = kinds.putObject(kind);
            fields.forEach((path, types) -> json.put(path, String.join("|", types)));
        });
        int bytes = Compressed.write(target, mapper.writeValueAsBytes(table));
        System.out.println(target + ": " + bytes + " bytes, " + kinds.size() + " kinds of events");
    }

    /**
     * The fields that all examples of a kind have; with the types that any example of any event has there, as few
     * examples show that a text can be missing. Repositories have one shape wherever they are.
     */
    private static Map<String, Map<String, Set<String>>> tables(JsonNode events) {
        Map<String, Map<String, Set<String>>> tables = new TreeMap<>();
        Map<String, Set<String>> types = types(events);
        for (JsonNode event : events) {
            String name = event.path("name").asText();
            if (!EVENTS.contains(name)) {
                continue;
            }
            Map<String, Set<String>> always = new TreeMap<>();
            for (JsonNode example : event.path("examples")) {
                Map<String, Set<String>> fields = Fields.of(example);
                String kind = example.has("action")
                        ? name + "." + example.get("action").asText()
                        : name;
                always.computeIfAbsent(kind, absent -> new TreeSet<>(fields.keySet()))
                        .retainAll(fields.keySet());
            }
            always.forEach((kind, paths) -> {
                Map<String, Set<String>> table = new TreeMap<>();
                // Which permissions there are is each App's own choice.
                paths.stream()
                        .filter(path -> !path.contains("permissions."))
                        .forEach(path -> table.put(path, types.getOrDefault(shape(path), Set.of())));
                tables.put(kind, table);
            });
        }
        return tables;
    }

    private static Map<String, Set<String>> types(JsonNode events) {
        Map<String, Set<String>> types = new TreeMap<>();
        for (JsonNode event : events) {
            if (EVENTS.contains(event.path("name").asText())) {
                for (JsonNode example : event.path("examples")) {
                    Fields.of(example)
                            .forEach((path, found) -> types.computeIfAbsent(shape(path), absent -> new TreeSet<>())
                                    .addAll(found));
                }
            }
        }
        return types;
    }

    private static String shape(String path) {
        return path.replaceFirst("^pull_request\\.(head|base)\\.repo\\b", "repository");
    }
}
