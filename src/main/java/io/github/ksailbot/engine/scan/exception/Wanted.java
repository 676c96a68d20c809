package io.github.ksailbot.engine.scan.exception;

import io.github.ksailbot.engine.scan.rule.Patterns;
import java.util.List;

/** A value of an exception: the text itself, or a regular expression for the whole of it. */
final class Wanted {
    private final String text;
    private final boolean anyCase;
    private final Patterns pattern;

    private Wanted(String text, boolean anyCase) {
        this.text = text;
        this.anyCase = anyCase;
        List<String> expression = List.of("^(?:" + text + ")$");
        pattern = anyCase ? Patterns.inAnyCase(expression) : Patterns.of(expression);
    }

    static Wanted exactly(String text) {
        return new Wanted(text, false);
    }

    static Wanted inAnyCase(String text) {
        return new Wanted(text, true);
    }

    boolean matches(String value) {
        return (anyCase ? text.equalsIgnoreCase(value) : text.equals(value)) || pattern.isWhole(value);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
