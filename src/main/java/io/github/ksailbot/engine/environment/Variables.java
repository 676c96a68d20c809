package io.github.ksailbot.engine.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${NAME:=default}} as KSail does: a variable that is set
 * to the empty text counts as set, nothing is nested, and {@code $NAME} is plain text.
 *
 * @param values what the operator allows to be used, never the server's environment
 */
public record Variables(Map<String, String> values) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-zA-Z_][a-zA-Z0-9_]*)(?::[-=]([^}]*))?\\}");

    public Variables {
        values = Map.copyOf(values);
    }

    public static boolean isIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** Where a character first stands outside of every reference; -1 when it does not. */
    public static int indexOutside(String text, char wanted) {
        Matcher reference = REFERENCE.matcher(text);
        int from = 0;
        while (reference.find()) {
            int found = text.indexOf(wanted, from);
            if (found >= 0 && found < reference.start()) {
                return found;
            }
            from = reference.end();
        }
        return text.indexOf(wanted, from);
    }

    public ExpandedText expand(String text) {
        return expand(text, values::get);
    }

    /**
     * @param values null for a variable that is not known
     */
    static ExpandedText expand(String text, Function<String, @Nullable String> values) {
        List<String> unresolved = new ArrayList<>();
        StringBuilder expanded = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String value = values.apply(reference.group(1));
            String fallback = reference.group(2);
            if (value == null && fallback == null) {
                unresolved.add(reference.group(1));
            }
            reference.appendReplacement(
                    expanded, Matcher.quoteReplacement(value != null ? value : fallback != null ? fallback : ""));
        }
        reference.appendTail(expanded);
        return new ExpandedText(expanded.toString(), unresolved);
    }
}
