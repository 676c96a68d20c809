package io.github.ksailbot.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of built-in kinds whose items have a name of their own, and by which fields; all others are one value. */
final class ListKeys {
    private static final Map<String, List<String>> KEYS = Map.of(
            "containers", List.of("name"),
            "initContainers", List.of("name"),
            "ephemeralContainers", List.of("name"),
            "env", List.of("name"),
            "volumes", List.of("name"),
            "volumeMounts", List.of("mountPath"),
            "imagePullSecrets", List.of("name"),
            "ports", List.of("containerPort", "port", "protocol"),
            "conditions", List.of("type"),
            "ownerReferences", List.of("uid"));

    private ListKeys() {}

    /** The list's keys; null when the list is one value. */
    static @Nullable List<String> of(boolean custom, String field, JsonNode list) {
        List<String> keys = custom && !"ownerReferences".equals(field) ? null : KEYS.get(field);
        if (keys == null || !(list instanceof ArrayNode) || list.isEmpty()) {
            return null;
        }
        for (JsonNode item : list) {
            if (!item.isObject() || keys.stream().noneMatch(item::has)) {
                return null;
            }
        }
        return keys;
    }

    /** The key values of an item, such as {@code {"name":"web"}}. */
    static String key(List<String> keys, JsonNode item) {
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        keys.stream().filter(item::has).forEach(field -> key.set(field, item.get(field)));
        return key.toString();
    }

    /** The item with these key values; null when there is none. */
    static @Nullable ObjectNode item(List<String> keys, JsonNode list, String key) {
        for (JsonNode item : list) {
            if (item.isObject() && key(keys, item).equals(key)) {
                return (ObjectNode) item;
            }
        }
        return null;
    }
}
