package io.github.ksailbot.engine.gotemplate;

/** Between which signs actions stand. */
public record Delimiters(String left, String right) {
    /** Go's own. */
    public static final Delimiters BRACES = new Delimiters("{{", "}}");

    public Delimiters {
        if (left.isEmpty() || right.isEmpty()) {
            throw new IllegalArgumentException("delimiters are not empty");
        }
    }
}
