package io.github.ksailbot.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The derived schemas say what Kubernetes' own document says: fields, types, formats and what is required. */
class SwaggerComparisonTest {
    private static final String API_TYPE = "io.k8s.";
    /** Types without fields, which the package has as plain objects; all others have a class. */
    private static final Set<String> SHAPELESS = Set.of(
            "JSON",
            "JSONSchemaPropsOrArray",
            "JSONSchemaPropsOrBool",
            "JSONSchemaPropsOrStringArray",
            "FieldsV1",
            "Patch",
            "RawExtension",
            "CustomResourceSubresourceStatus",
            "StorageVersionSpec",
            "BasicSchedulingPolicy");

    private static final Map<String, String> SCALARS = Map.of(
            "IntOrString", "[string, integer] int-or-string",
            "Quantity", "[string, number] quantity",
            "Time", "[string] date-time",
            "MicroTime", "[string] date-time");

    private final List<String> differences = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();
    private JsonNode swagger = new ObjectMapper().createObjectNode();

    @Test
    void definitions_areThoseOfTheSwaggerDocument() throws IOException {
        Path conformance = Path.of(System.getProperty("conformance", "absent"));
        assumeTrue(Files.isDirectory(conformance), "the conformance cases are not there");
        Path document = conformance.resolve("schemas/swagger/swagger-" + KubernetesSchemas.VERSION + ".json.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(document))) {
            swagger = new ObjectMapper().readTree(in).path("definitions");
        }
        Map<String, String> definitions = definitionsByKind();
        KubernetesKinds kinds = KubernetesKinds.bundled();
        int compareKinds = 0;
        for (String name : kinds.names()) {
            for (KubernetesKinds.Kind kind : kinds.named(name)) {
                String published = definitions.get(kind.apiVersion() + " " + kind.name());
                assertThat(published).as(kind.toString()).isNotNull();
                compare(SchemaType.ofDefinition(kind.definition()), published);
                compareKinds++;
            }
        }

        assertThat(differences).isEmpty();
        assertThat(compareKinds).isGreaterThan(90);
        assertThat(compared).hasSizeGreaterThan(600);
    }

    private Map<String, String> definitionsByKind() {
        Map<String, String> definitions = new HashMap<>();
        swagger.properties().forEach(definition -> {
            for (JsonNode kind : definition.getValue().path("x-kubernetes-group-version-kind")) {
                String group = kind.path("group").asText();
                definitions.put(
                        (group.isEmpty() ? "" : group + "/")
                                + kind.path("version").asText() + " "
                                + kind.path("kind").asText(),
                        definition.getKey());
            }
        });
        return definitions;
    }

    private void compare(SchemaType ours, String published) {
        if (!compared.add(ours.name() + " " + published)) {
            return;
        }
        JsonNode definition = swagger.path(published);
        Set<String> fields = new TreeSet<>();
        definition.path("properties").fieldNames().forEachRemaining(fields::add);
        same(published, "fields", ours.fields(), fields);
        Set<String> required = new TreeSet<>();
        definition.path("required").forEach(name -> required.add(name.asText()));
        same(published, "required", required(ours), required);
        for (String field : fields) {
            compare(
                    published + "." + field,
                    ours.property(field),
                    definition.path("properties").path(field));
        }
    }

    private static Set<String> required(SchemaType type) {
        Set<String> required = new TreeSet<>(type.fields());
        required.removeIf(field -> !type.requires(field));
        return required;
    }

    private void compare(String where, SchemaType ours, JsonNode published) {
        String reference = published.path("$ref").asText();
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (SHAPELESS.contains(simple)) {
            // Ours may be milder here, never stricter.
            same(where, "fields", ours.fields(), Set.of());
        } else if (SCALARS.containsKey(simple)) {
            same(where, "type", ours.types() + " " + ours.format(), SCALARS.getOrDefault(simple, ""));
        } else if (name.startsWith(API_TYPE)) {
            compare(ours, name);
        } else {
            String type = published.path("type").asText();
            same(where, "type", ours.types(), type.isEmpty() ? List.of() : List.of(type));
            // Doubles have no format of their own in JSON Schema.
            same(
                    where,
                    "format",
                    ours.format(),
                    published.path("format").asText().replace("double", ""));
            if (published.has("items")) {
                compare(where + "[]", ours.item(), published.path("items"));
            }
            if (published.has("additionalProperties")) {
                compare(where + "{}", ours.property("any"), published.path("additionalProperties"));
            }
        }
    }

    private void same(String where, String what, Object ours, Object published) {
        if (!ours.equals(published)) {
            differences.add("%s: %s %s, published %s".formatted(where, what, ours, published));
        }
    }
}
