package io.github.ksailbot.engine.schema;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Says how to write a value that has the wrong type. */
final class TypeAdvice {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,19})?\\.?\\d{1,19}");

    private final Wording wording;

    TypeAdvice(Wording wording) {
        this.wording = wording;
    }

    /** One sentence; empty when nothing better can be said than what is expected. */
    String of(Place place) {
        SchemaType type = place.type();
        Node node = place.node();
        if (node instanceof ScalarNode scalar) {
            return scalar(place, scalar);
        }
        if (node instanceof MappingNode && type.allows("array")) {
            return type.item().allows("object")
                    ? "Write it as a list: begin each item with `- `."
                    : "Write it as a list: one value a line, each after `- `.";
        }
        if (node instanceof SequenceNode && type.allows("object")) {
            return "Write it as a mapping: leave out the `- `.";
        }
        return "";
    }

    private String scalar(Place place, ScalarNode scalar) {
        SchemaType type = place.type();
        if (type.types().equals(List.of("string")) && !scalar.isString()) {
            return quote(place, scalar);
        }
        if (type.allows("boolean") && scalar.isString()) {
            return bool(place, scalar);
        }
        if (scalar.isString()
                && ((type.allows("integer") && INTEGER.matcher(scalar.text()).matches())
                        || (type.allows("number")
                                && NUMBER.matcher(scalar.text()).matches()))) {
            return unquote(place, scalar, scalar.text());
        }
        if (type.allows("array")) {
            return "Write it as a list: " + entry(place, "[" + written(scalar) + "]") + ".";
        }
        if (type.allows("object") && type.hasField("name") && scalar.isString()) {
            return "Write it as a mapping: " + Wording.code("name: " + scalar.text()) + ".";
        }
        return "";
    }

    private String quote(Place place, ScalarNode scalar) {
        if (wording.hides(place)) {
            return "Put it in quotes.";
        }
        String quoted = "Put it in quotes: " + entry(place, "\"" + scalar.text() + "\"") + ".";
        String word = scalar.text().toLowerCase(Locale.ROOT);
        boolean surprising = scalar.type() == ScalarNode.Type.BOOLEAN && !word.equals("true") && !word.equals("false");
        return surprising
                ? "YAML reads %s as `%s`. %s".formatted(Wording.code(scalar.text()), TRUE.contains(word), quoted)
                : quoted;
    }

    private String bool(Place place, ScalarNode scalar) {
        String word = scalar.text().toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return unquote(place, scalar, "true");
        }
        return FALSE.contains(word) ? unquote(place, scalar, "false") : "";
    }

    private String unquote(Place place, ScalarNode scalar, String value) {
        String verb = scalar.style() == ScalarNode.Style.PLAIN ? "Write " : "Remove the quotes: ";
        return verb + entry(place, value) + ".";
    }

    private String written(ScalarNode scalar) {
        return scalar.isString() ? "\"" + scalar.text() + "\"" : scalar.text();
    }

    /** The entry as it should be written, in backquotes. */
    private static String entry(Place place, String value) {
        return Wording.code(place.key().isEmpty() ? "- " + value : place.key() + ": " + value);
    }
}
