package io.github.ksailbot.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of objects as {@code managedFields} writes them. A path is a list of {@code f:FIELD}, {@code k:{KEYS}} for
 * an item of a keyed list, and {@code .} for that such an item is there at all.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-Side Apply</a>
 */
final class FieldPaths {
    /** Fields that belong to the server, or that every object has. */
    private static final Set<String> UNOWNED = Set.of(
            "apiVersion",
            "kind",
            "metadata.name",
            "metadata.namespace",
            "metadata.generateName",
            "metadata.uid",
            "metadata.resourceVersion",
            "metadata.generation",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.deletionGracePeriodSeconds",
            "metadata.selfLink",
            "metadata.managedFields");

    private FieldPaths() {}

    /** The paths of all values of an object. */
    static Set<List<String>> of(boolean custom, ObjectNode object) {
        Set<List<String>> paths = new LinkedHashSet<>();
        object.properties().forEach(field -> {
            if ("metadata".equals(field.getKey())) {
                field.getValue().properties().forEach(inner -> {
                    if (!UNOWNED.contains("metadata." + inner.getKey())) {
                        collect(
                                custom,
                                inner.getKey(),
                                inner.getValue(),
                                List.of("f:metadata", "f:" + inner.getKey()),
                                paths);
                    }
                });
            } else if (!UNOWNED.contains(field.getKey())) {
                collect(custom, field.getKey(), field.getValue(), List.of("f:" + field.getKey()), paths);
            }
        });
        return paths;
    }

    private static void collect(
            boolean custom, String name, JsonNode value, List<String> path, Set<List<String>> paths) {
        List<String> keys = ListKeys.of(custom, name, value);
        if (keys != null) {
            for (JsonNode item : value) {
                List<String> to = and(path, "k:" + ListKeys.key(keys, item));
                paths.add(and(to, "."));
                item.properties()
                        .forEach(field -> collect(
                                custom, field.getKey(), field.getValue(), and(to, "f:" + field.getKey()), paths));
            }
        } else if (value.isObject() && !value.isEmpty()) {
            value.properties()
                    .forEach(field ->
                            collect(custom, field.getKey(), field.getValue(), and(path, "f:" + field.getKey()), paths));
        } else if (!value.isNull()) {
            paths.add(path);
        }
    }

    private static List<String> and(List<String> path, String element) {
        List<String> longer = new ArrayList<>(path);
        longer.add(element);
        return List.copyOf(longer);
    }

    /** What is at a path; a missing node when nothing is. */
    static JsonNode value(JsonNode object, List<String> path) {
        JsonNode node = object;
        for (String element : path) {
            if (element.startsWith("f:")) {
                node = node.path(element.substring(2));
            } else if (element.startsWith("k:")) {
                node = item(node, element);
            }
        }
        return node;
    }

    private static JsonNode item(JsonNode list, String element) {
        String key = element.substring(2);
        for (JsonNode item : list) {
            if (ListKeys.key(fields(key), item).equals(key)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private static List<String> fields(String key) {
        List<String> names = new ArrayList<>();
        read(key).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Takes away what is at a path, and the item when the path says so. */
    static void remove(ObjectNode object, List<String> path) {
        String last = path.get(path.size() - 1);
        if (".".equals(last)) {
            JsonNode item = value(object, path);
            JsonNode list = value(object, path.subList(0, path.size() - 2));
            if (list instanceof ArrayNode array) {
                Iterator<JsonNode> items = array.iterator();
                while (items.hasNext()) {
                    if (items.next() == item) {
                        items.remove();
                    }
                }
            }
        } else if (value(object, path.subList(0, path.size() - 1)) instanceof ObjectNode parent) {
            parent.remove(last.substring(2));
            // Maps that nobody has anything in are not kept, as with labels and annotations.
            if (parent.isEmpty() && path.size() > 2) {
                remove(object, path.subList(0, path.size() - 1));
            }
        }
    }

    static ObjectNode toFieldsV1(Set<List<String>> paths) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (List<String> path : paths) {
            ObjectNode at = root;
            for (String element : path) {
                JsonNode next = at.get(element);
                at = next instanceof ObjectNode inner ? inner : at.putObject(element);
            }
        }
        return root;
    }

    static Set<List<String>> fromFieldsV1(@Nullable JsonNode fields) {
        Set<List<String>> paths = new LinkedHashSet<>();
        if (fields != null) {
            read(fields, List.of(), paths);
        }
        return paths;
    }

    private static void read(JsonNode fields, List<String> path, Set<List<String>> paths) {
        if (fields.isEmpty() && !path.isEmpty()) {
            paths.add(path);
        }
        for (Map.Entry<String, JsonNode> entry : fields.properties()) {
            read(entry.getValue(), and(path, entry.getKey()), paths);
        }
    }

    private static JsonNode read(String json) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("a field path has no JSON in it: " + json, e);
        }
    }

    /** {@code .spec.replicas}, as messages name a path. */
    static String text(List<String> path) {
        StringBuilder text = new StringBuilder();
        for (String element : path) {
            if (element.startsWith("f:")) {
                text.append('.').append(element.substring(2));
            } else if (element.startsWith("k:")) {
                text.append('[').append(element, 3, element.length() - 1).append(']');
            }
        }
        return text.toString();
    }
}
