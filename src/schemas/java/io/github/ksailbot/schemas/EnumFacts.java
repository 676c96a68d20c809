package io.github.ksailbot.schemas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The closed sets of values that the API server accepts. Kubernetes' published document has none of them, so they are a
 * table of our own, {@code enums.txt}, whose head says where they are from.
 */
final class EnumFacts {
    private final Map<String, List<String>> values;
    private final Set<String> unused;

    private EnumFacts(Map<String, List<String>> values) {
        this.values = values;
        this.unused = new TreeSet<>(values.keySet());
    }

    static EnumFacts read() throws IOException {
        Map<String, List<String>> values = new TreeMap<>();
        try (InputStream in = EnumFacts.class.getResourceAsStream("enums.txt")) {
            if (in == null) {
                throw new IOException("enums.txt is not beside " + EnumFacts.class);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(":", 2);
                    for (String field : parts[0].trim().split(" ", -1)) {
                        if (values.put(field, List.of(parts[1].trim().split(" ", -1))) != null) {
                            throw new IOException("enums.txt names " + field + " twice");
                        }
                    }
                }
            }
        }
        return new EnumFacts(values);
    }

    int size() {
        return values.size();
    }

    /**
     * Adds the closed set of a field, or of the items of a field, to its schema. An optional field may also be the empty
     * string: to the API server that is the same as absent.
     */
    void apply(Class<?> model, String property, ObjectNode schema) {
        List<String> set = values.get(model.getSimpleName() + "." + property);
        if (set == null) {
            return;
        }
        unused.remove(model.getSimpleName() + "." + property);
        boolean ofItems = schema.has("items");
        ArrayNode array = (ofItems ? (ObjectNode) schema.get("items") : schema).putArray("enum");
        for (String value : set) {
            array.add(value);
        }
        if (!ofItems && schema.path("type").isArray()) {
            array.add("").addNull();
        }
    }

    /** @throws IllegalStateException when the table names a field that the package does not have */
    void requireAllUsed() {
        if (!unused.isEmpty()) {
            throw new IllegalStateException("enums.txt names fields that do not exist: " + unused);
        }
    }
}
