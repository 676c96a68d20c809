package io.github.ksailbot.engine.schema;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/** Puts values and types into words. */
final class Wording {
    private static final int MAX_QUOTED = 40;
    private static final int MAX_PATH = 200;

    /** Whether values of the manifest must not be repeated. */
    private final boolean secret;

    Wording(boolean secret) {
        this.secret = secret;
    }

    /** Such as "the string `"3"`" or "a list". */
    String found(Place place) {
        Node node = place.node();
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        ScalarNode scalar = (ScalarNode) node;
        String kind =
                switch (scalar.type()) {
                    case STRING -> "string";
                    case INTEGER -> "integer";
                    case FLOAT -> "number";
                    case BOOLEAN -> "boolean";
                    case NULL -> "null";
                };
        if (scalar.isNull()) {
            return "empty";
        }
        return hides(place) ? "a" + (kind.startsWith("i") ? "n " : " ") + kind : "the " + kind + " " + literal(scalar);
    }

    /** The value alone, quoted for a message; a noun where it must not be repeated. */
    String value(Place place) {
        return place.node() instanceof ScalarNode scalar && !hides(place)
                ? code(scalar.text().isEmpty() ? "\"\"" : scalar.text())
                : "another value";
    }

    /** What a type allows, such as "a string" or "a list". */
    static String expected(SchemaType type) {
        if (type.format().equals("quantity")) {
            return "a quantity such as `500m` or `1Gi`";
        }
        List<String> words = new ArrayList<>();
        for (String name : type.types()) {
            words.add(
                    switch (name) {
                        case "string" -> "a string";
                        case "integer" -> "an integer";
                        case "number" -> "a number";
                        case "boolean" -> "`true` or `false`";
                        case "array" -> "a list";
                        default -> "a mapping";
                    });
        }
        return words.isEmpty() ? "another value" : String.join(" or ", words);
    }

    /** A value of the manifest may be repeated unless it is the content of a secret. */
    boolean hides(Place place) {
        return secret && (place.isWithin("data") || place.isWithin("stringData"));
    }

    /** Text between backquotes, on one line and not long. */
    static String code(String text) {
        return code(text, MAX_QUOTED);
    }

    /** The path of a place between backquotes. */
    static String path(Place place) {
        return path(place.path());
    }

    static String path(String path) {
        return code(path, MAX_PATH);
    }

    private static String code(String text, int limit) {
        String line = text.replace('\n', ' ').replace('\r', ' ').replace('`', '\'');
        if (line.codePointCount(0, line.length()) > limit) {
            line = line.substring(0, line.offsetByCodePoints(0, limit)) + "…";
        }
        return "`" + line + "`";
    }

    private static String literal(ScalarNode scalar) {
        return code(scalar.isString() ? "\"" + scalar.text() + "\"" : scalar.text());
    }
}
