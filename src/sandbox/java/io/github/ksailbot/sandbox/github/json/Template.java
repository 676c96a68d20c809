package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The parts of an answer that are the same for every thing but for its names: mostly URLs, written with {@code $name}. */
final class Template {

    private final ObjectNode json;

    private Template(ObjectNode json) {
        this.json = json;
    }

    /** @param name of a resource beside this class, without {@code .json} */
    static Template of(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new Template((ObjectNode) new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode fill(Map<String, String> names) {
        return (ObjectNode) fill(json, names);
    }

    private static JsonNode fill(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue(), names)));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> filled.add(fill(item, names)));
            return filled;
        }
        return node.isTextual() && node.textValue().indexOf('$') >= 0
                ? TextNode.valueOf(fill(node.textValue(), names))
                : node;
    }

    private static String fill(String text, Map<String, String> names) {
        StringBuilder filled = new StringBuilder(text.length() + 40);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '$') {
                filled.append(c);
                continue;
            }
            int end = at;
            while (end < text.length() && Character.isLowerCase(text.charAt(end))) {
                end++;
            }
            String value = names.get(text.substring(at, end));
            if (value == null) {
                throw new IllegalStateException("template names an unknown $" + text.substring(at, end));
            }
            filled.append(value);
            at = end;
        }
        return filled.toString();
    }
}
