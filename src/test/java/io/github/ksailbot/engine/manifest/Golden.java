package io.github.ksailbot.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The tables that Go wrote, and nodes made of JSON. */
final class Golden {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Origin ORIGIN = Origin.of("golden", 1, 1);

    private Golden() {}

    static List<JsonNode> rows(String name) {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("go-yaml/" + name));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<JsonNode> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(JSON.readTree(line));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Node node(String json) {
        try {
            return node(JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node node(JsonNode json) {
        if (json.isObject()) {
            List<MappingNode.Entry> entries = new ArrayList<>();
            json.properties()
                    .forEach(field -> entries.add(
                            new MappingNode.Entry(ScalarNode.string(field.getKey(), ORIGIN), node(field.getValue()))));
            return MappingNode.of(entries, ORIGIN);
        }
        if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            json.forEach(item -> items.add(node(item)));
            return new SequenceNode(items, ORIGIN);
        }
        ScalarNode.Type type = json.isTextual()
                ? ScalarNode.Type.STRING
                : json.isIntegralNumber()
                        ? ScalarNode.Type.INTEGER
                        : json.isNumber()
                                ? ScalarNode.Type.FLOAT
                                : json.isBoolean() ? ScalarNode.Type.BOOLEAN : ScalarNode.Type.NULL;
        return new ScalarNode(json.asText(), Style.PLAIN, type, ORIGIN);
    }
}
