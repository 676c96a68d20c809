package io.github.ksailbot.schemas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns the classes of the API package into JSON Schema. An optional field may be null, since the API server takes null
 * for absent; a required one and an item may not.
 */
final class ModelSchemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final EnumFacts enums;

    ModelSchemas(EnumFacts enums) {
        this.enums = enums;
    }

    /** Schemas by the simple names of their classes, sorted. */
    Map<String, ObjectNode> of(Collection<Class<?>> models) {
        Map<String, ObjectNode> schemas = new TreeMap<>();
        for (Class<?> model : models) {
            if (schemas.put(model.getSimpleName(), definition(model)) != null) {
                throw new IllegalStateException("two classes are named " + model.getSimpleName());
            }
        }
        enums.requireAllUsed();
        return schemas;
    }

    private ObjectNode definition(Class<?> model) {
        Set<String> required = required(model);
        ObjectNode properties = JSON.objectNode();
        for (Field field : model.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            if (name != null && !Modifier.isStatic(field.getModifiers())) {
                ObjectNode schema = schema(field.getGenericType(), required.contains(name.value()));
                enums.apply(model, name.value(), schema);
                properties.set(name.value(), schema);
            }
        }
        ObjectNode definition = JSON.objectNode();
        definition.set("type", JSON.arrayNode().add("object").add("null"));
        definition.set("properties", properties);
        definition.put("additionalProperties", false);
        if (!required.isEmpty()) {
            ArrayNode names = definition.putArray("required");
            required.forEach(names::add);
        }
        return definition;
    }

    private static Set<String> required(Class<?> model) {
        Set<String> required = new TreeSet<>();
        try {
            for (Object name :
                    (Collection<?>) model.getField("openapiRequiredFields").get(null)) {
                required.add((String) name);
            }
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new IllegalStateException(model + " does not tell its required fields", e);
        }
        return required;
    }

    private static ObjectNode schema(Type type, boolean required) {
        ObjectNode schema = JSON.objectNode();
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class) {
                type(schema, required, "object").set("additionalProperties", schema(arguments[1], true));
            } else if (generic.getRawType() == List.class || generic.getRawType() == Set.class) {
                type(schema, required, "array").set("items", schema(arguments[0], true));
            } else {
                throw new IllegalStateException("unknown type " + type);
            }
            return schema;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            type(schema, required, "string");
        } else if (plain == Integer.class) {
            type(schema, required, "integer").put("format", "int32");
        } else if (plain == Long.class) {
            type(schema, required, "integer").put("format", "int64");
        } else if (plain == Boolean.class) {
            type(schema, required, "boolean");
        } else if (plain == Double.class) {
            type(schema, required, "number");
        } else if (plain == OffsetDateTime.class) {
            type(schema, required, "string").put("format", "date-time");
        } else if (plain == byte[].class) {
            type(schema, required, "string").put("format", "byte");
        } else if (plain == IntOrString.class) {
            type(schema, required, "string", "integer").put("format", "int-or-string");
        } else if (plain == Quantity.class) {
            type(schema, required, "string", "number").put("format", "quantity");
        } else if (plain.getPackageName().endsWith(".models")) {
            reference(schema, required, plain.getSimpleName());
        } else if (plain != Object.class) {
            throw new IllegalStateException("unknown type " + type);
        }
        return schema;
    }

    /** Definitions may be null, for the optional fields; beside a reference draft-07 reads nothing, hence `allOf`. */
    private static void reference(ObjectNode schema, boolean required, String name) {
        if (required) {
            schema.putArray("allOf").addObject().put("$ref", name);
            schema.putObject("not").put("type", "null");
        } else {
            schema.put("$ref", name);
        }
    }

    private static ObjectNode type(ObjectNode schema, boolean required, String... types) {
        if (required && types.length == 1) {
            return schema.put("type", types[0]);
        }
        ArrayNode array = schema.putArray("type");
        for (String type : types) {
            array.add(type);
        }
        if (!required) {
            array.add("null");
        }
        return schema;
    }
}
