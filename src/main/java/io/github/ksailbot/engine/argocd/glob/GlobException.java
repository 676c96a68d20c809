package io.github.ksailbot.engine.argocd.glob;

/** A text that is no pattern. */
public final class GlobException extends Exception {
    private static final long serialVersionUID = 1L;

    GlobException(String message) {
        super(message);
    }
}
