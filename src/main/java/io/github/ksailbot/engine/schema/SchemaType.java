package io.github.ksailbot.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the schema says of one place in a manifest. Where it says nothing, everything is empty.
 *
 * @param schema the JSON Schema of the place, references resolved
 * @param name name of the definition; empty for a value without a name of its own
 */
record SchemaType(JsonNode schema, String name) {
    private static final Pattern VERSION_PREFIX = Pattern.compile("^[A-Za-z]*?V\\d+((alpha|beta)\\d+)?(?=[A-Z])");

    static SchemaType ofDefinition(String definition) {
        return new SchemaType(KubernetesSchemas.bundled().definition(definition), definition);
    }

    private static SchemaType of(JsonNode schema) {
        JsonNode reference = schema.path("allOf").path(0).path("$ref");
        String target = (reference.isMissingNode() ? schema.path("$ref") : reference).asText();
        return target.isEmpty() ? new SchemaType(schema, "") : ofDefinition(target);
    }

    /** The type of a field of an object, or of a value of a map. */
    SchemaType property(String key) {
        JsonNode property = schema.path("properties").path(key);
        return of(property.isMissingNode() ? schema.path("additionalProperties") : property);
    }

    SchemaType item() {
        return of(schema.path("items"));
    }

    /** Names of the fields of an object, sorted; empty for maps and values. */
    Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(fields::add);
        return Collections.unmodifiableSet(fields);
    }

    boolean hasField(String key) {
        return schema.path("properties").has(key);
    }

    boolean requires(String key) {
        for (JsonNode required : schema.path("required")) {
            if (required.textValue().equals(key)) {
                return true;
            }
        }
        return false;
    }

    /** Names of JSON types that are allowed, without null; empty when all are. */
    List<String> types() {
        JsonNode type = schema.path("type");
        List<String> types = new ArrayList<>();
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        for (JsonNode one : type) {
            if (!one.textValue().equals("null")) {
                types.add(one.textValue());
            }
        }
        return types;
    }

    boolean allows(String type) {
        return types().contains(type);
    }

    /** The closed set of values, without null and the empty string; empty when it is open. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        for (JsonNode value : schema.path("enum")) {
            if (value.isTextual() && !value.textValue().isEmpty()) {
                values.add(value.textValue());
            }
        }
        return values;
    }

    String format() {
        return schema.path("format").asText();
    }

    boolean is(String definition) {
        return name.equals(definition);
    }

    /** The name as Kubernetes' documentation has it: {@code V1Container} is a {@code Container}. */
    String title() {
        return VERSION_PREFIX.matcher(name).replaceFirst("");
    }

    static SchemaType unknown() {
        return new SchemaType(MissingNode.getInstance(), "");
    }
}
