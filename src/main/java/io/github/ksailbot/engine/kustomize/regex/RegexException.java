package io.github.ksailbot.engine.kustomize.regex;

/** A regular expression of a repository cannot be used; the message says why, as the end of a sentence. */
public final class RegexException extends Exception {
    private static final long serialVersionUID = 1L;

    RegexException(String message) {
        super(message);
    }
}
