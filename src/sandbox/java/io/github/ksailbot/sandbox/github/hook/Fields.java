package io.github.ksailbot.sandbox.github.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * The fields of webhooks: which ones real events always have, and of which types. A path is written
 * {@code pull_request.head.sha}; the items of a list are {@code []} and are only looked at where there are some.
 */
public final class Fields {

    /** What {@code WebhookFieldsGenerator} writes. */
    public static final String RESOURCE = "/io/github/ksailbot/sandbox/github/hook/webhook-fields.json.gz";

    private Fields() {}

    /** Every path of a payload with the types that it has: array, boolean, null, number, object, string. */
    public static Map<String, Set<String>> of(JsonNode payload) {
        Map<String, Set<String>> fields = new TreeMap<>();
        collect("", payload, fields);
        return fields;
    }

    /** What a payload lacks, or has of another type than real events of its kind; empty if nothing. */
    public static List<String> missing(String kind, JsonNode payload) {
        JsonNode table = Table.JSON.path("kinds").path(kind);
        if (table.isMissingNode()) {
            throw new IllegalArgumentException("no real examples of " + kind);
        }
        Map<String, Set<String>> ours = of(payload);
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : table.properties()) {
            String path = field.getKey();
            Set<String> types = Set.of(field.getValue().asText().split("\\|", -1));
            Set<String> found = ours.get(path);
            if (found == null) {
                if (isReachable(path, ours)) {
                    missing.add(path + " is missing");
                }
            } else if (!types.containsAll(found)) {
                missing.add(path + " is " + found + ", not " + types);
            }
        }
        return missing;
    }

    /** Below a list without items, or an object that is null, nothing can be expected. */
    private static boolean isReachable(String path, Map<String, Set<String>> ours) {
        int dot = path.lastIndexOf('.');
        if (path.endsWith("[]")) {
            return false;
        }
        if (dot < 0) {
            return true;
        }
        Set<String> parent = ours.get(path.substring(0, dot));
        return parent == null ? isReachable(path.substring(0, dot), ours) : parent.contains("object");
    }

    private static void collect(String path, JsonNode node, Map<String, Set<String>> fields) {
        if (!path.isEmpty()) {
            String type = node.getNodeType().name().toLowerCase(Locale.ROOT);
            fields.computeIfAbsent(path, absent -> new TreeSet<>()).add(type);
        }
        node.properties()
                .forEach(field -> collect(
                        path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), fields));
        if (node.isArray()) {
            node.forEach(item -> collect(path + "[]", item, fields));
        }
    }

    /** Read when it is first asked for. */
    private static final class Table {

        static final JsonNode JSON = read();
    }

    private static JsonNode read() {
        try (InputStream in = Fields.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            return new ObjectMapper().readTree(new GZIPInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
