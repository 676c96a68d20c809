package io.github.ksailbot.engine.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${NAME:=default}} as KSail does: a variable that is set
 * to the empty text counts as set, nothing is nested, and {@code $NAME} is plain text.
 *
 * @param values what the operator allows to be used, never the server's environment
 */
record Variables(Map<String, String> values) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-zA-Z_][a-zA-Z0-9_]*)(?::[-=]([^}]*))?\\}");

    Variables {
        values = Map.copyOf(values);
    }

    /**
     * A text with its references replaced.
     *
     * @param text an unknown variable without default became the empty text in it
     * @param unresolved names of those variables, in order
     */
    record Expansion(String text, List<String> unresolved) {}

    static boolean isIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    Expansion expand(String text) {
        List<String> unresolved = new ArrayList<>();
        StringBuilder expanded = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String value = values.get(reference.group(1));
            String fallback = reference.group(2);
            if (value == null && fallback == null) {
                unresolved.add(reference.group(1));
            }
            reference.appendReplacement(
                    expanded, Matcher.quoteReplacement(value != null ? value : fallback != null ? fallback : ""));
        }
        reference.appendTail(expanded);
        return new Expansion(expanded.toString(), List.copyOf(unresolved));
    }
}
