package io.github.ksailbot.engine.kustomize.regex;

/** A text is not a regular expression that Go understands, or one beyond the limits. The message says why. */
public final class RegexSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    RegexSyntaxException(String message) {
        super(message);
    }
}
