package io.github.ksailbot.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.math.BigInteger;

/** The JSON that the API server gets for a YAML value. */
final class ManifestJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Beyond this, doubles have no fractions, and a conversion to a 64 bit integer would lose digits. */
    private static final double MAX_EXACT = 9e15;

    private ManifestJson() {}

    static JsonNode of(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JSON.objectNode();
            for (MappingNode.Entry entry : mapping.entries()) {
                object.set(entry.key().text(), of(entry.value()));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode(sequence.size());
            sequence.items().forEach(item -> array.add(of(item)));
            return array;
        }
        return of((ScalarNode) node);
    }

    private static JsonNode of(ScalarNode scalar) {
        return switch (scalar.type()) {
            case STRING -> JSON.textNode(scalar.text());
            case INTEGER -> integer(scalar.text());
            case FLOAT -> decimal(scalar.text());
            // Which of both does not matter to any schema of a Kubernetes type.
            case BOOLEAN -> JSON.booleanNode(true);
            case NULL -> JSON.nullNode();
        };
    }

    private static JsonNode integer(String written) {
        String text = written.replace("_", "");
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        int prefix = 0;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (Character.toLowerCase(digits.charAt(1))) {
                case 'x' -> 16;
                case 'b' -> 2;
                default -> 8;
            };
            prefix = Character.isDigit(digits.charAt(1)) ? 1 : 2;
        }
        try {
            BigInteger value = new BigInteger(digits.substring(prefix), radix);
            return JSON.numberNode(negative ? value.negate() : value);
        } catch (NumberFormatException e) {
            // A notation that only go-yaml knows: the reader has said that it is an integer of 64 bits.
            return JSON.numberNode(0L);
        }
    }

    /** Go writes a whole float as an integer, hence {@code replicas: 3.0} is accepted. */
    private static JsonNode decimal(String written) {
        double value;
        try {
            value = Double.parseDouble(written.replace("_", ""));
        } catch (NumberFormatException e) {
            // Not a number or infinite in YAML's words.
            return JSON.numberNode(Double.NaN);
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < MAX_EXACT;
        return whole ? JSON.numberNode((long) value) : JSON.numberNode(value);
    }
}
