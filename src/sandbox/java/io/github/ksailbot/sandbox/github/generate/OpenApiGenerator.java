package io.github.ksailbot.sandbox.github.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.contract.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Cuts GitHub's OpenAPI document down to the operations that the sandbox serves and what these refer to, without the
 * prose. Run again whenever an operation is added:
 *
 * <pre>{@code mvn test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.github.ksailbot.sandbox.github.generate.OpenApiGenerator}</pre>
 */
public final class OpenApiGenerator {

    private static final NpmPackage SOURCE = new NpmPackage("@octokit/openapi", "23.0.2");

    private static final String FILE = "generated/api.github.com.json";

    private static final Set<String> PROSE =
            Set.of("description", "summary", "example", "examples", "externalDocs", "title", "operationId");

    /** Answers say which of several schemas they follow; the validator only accepts that of objects, not of lists. */
    private static final String HINT = "discriminator";

    private OpenApiGenerator() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of("src/sandbox/resources" + Contract.RESOURCE);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode whole = (ObjectNode) mapper.readTree(SOURCE.read(FILE));
        ObjectNode cut = cut(whole, SandboxGitHub.operations());
        int bytes = Compressed.write(target, mapper.writeValueAsBytes(cut));
        System.out.println(target + ": " + bytes + " bytes, "
                + cut.get("paths").size() + " paths, "
                + cut.at("/components/schemas").size() + " schemas");
    }

    /** @param operations {@code METHOD PATH} */
    static ObjectNode cut(ObjectNode whole, List<String> operations) {
        ObjectNode cut = whole.objectNode();
        cut.put("openapi", whole.path("openapi").asText());
        ObjectNode info = cut.putObject("info");
        info.put("title", "GitHub's REST API, as far as the sandbox serves it");
        info.put("version", whole.at("/info/version").asText());
        info.put("x-source", "npm " + SOURCE.name() + "@" + SOURCE.version() + ", " + FILE + ", MIT");
        ObjectNode paths = cut.putObject("paths");
        for (String operation : new TreeSet<>(operations)) {
            int space = operation.indexOf(' ');
            String method = operation.substring(0, space).toLowerCase(java.util.Locale.ROOT);
            String path = operation.substring(space + 1);
            JsonNode found = whole.path("paths").path(path).path(method);
            if (found.isMissingNode()) {
                throw new IllegalArgumentException("GitHub has no " + operation);
            }
            paths.withObjectProperty(path).set(method, found);
        }
        correct(paths);
        inlineResponses(whole, paths);
        ObjectNode components = cut.putObject("components");
        collect(whole, paths, components);
        prune(cut.get("paths"), false);
        prune(components, false);
        return cut;
    }

    /**
     * What the document says wrongly. The list of installations writes its items out, and wants an account to be a
     * user and an enterprise at once; the schema that it was copied from says "or".
     */
    private static void correct(ObjectNode paths) {
        JsonNode items = paths.at("/~1app~1installations/get/responses/200/content/application~1json/schema");
        if (items.at("/items/properties/account").has("allOf")) {
            ((ObjectNode) items).putObject("items").put("$ref", "#/components/schemas/installation");
        }
    }

    /** The validator follows references to schemas, but takes a response that is one for a response without a body. */
    private static void inlineResponses(JsonNode whole, ObjectNode paths) {
        for (JsonNode responses : paths.findValues("responses")) {
            for (Map.Entry<String, JsonNode> response : responses.properties()) {
                String reference = response.getValue().path("$ref").asText();
                if (!reference.isEmpty()) {
                    response.setValue(whole.at(reference.substring(1)).deepCopy());
                }
            }
        }
    }

    /** Copies everything that is referred to, and what that refers to. */
    private static void collect(JsonNode whole, JsonNode start, ObjectNode components) {
        Deque<JsonNode> open = new ArrayDeque<>(List.of(start));
        Map<String, JsonNode> found = new TreeMap<>();
        while (!open.isEmpty()) {
            for (JsonNode reference : open.pop().findValues("$ref")) {
                String pointer = reference.asText().substring(1);
                // Examples are prose.
                if (!pointer.startsWith("/components/examples/") && !found.containsKey(pointer)) {
                    JsonNode component = whole.at(pointer);
                    found.put(pointer, component);
                    open.push(component);
                }
            }
        }
        found.forEach((pointer, component) -> {
            String[] parts = pointer.split("/", -1);
            components.withObjectProperty(parts[2]).set(parts[3], component);
        });
    }

    /** @param names whether the keys of this object are somebody's names and not the document's words */
    private static void prune(JsonNode node, boolean names) {
        if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> fields =
                            object.properties().iterator();
                    fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                String key = field.getKey();
                if (!names
                        && (PROSE.contains(key) || HINT.equals(key) || key.startsWith("x-") || "headers".equals(key))) {
                    fields.remove();
                } else {
                    prune(field.getValue(), !names && "properties".equals(key));
                }
            }
            if (!names) {
                // The grammar of the document wants a description of every response.
                object.path("responses").forEach(response -> ((ObjectNode) response).put("description", ""));
            }
        } else {
            node.forEach(item -> prune(item, false));
        }
    }
}
