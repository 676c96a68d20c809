package io.github.ksailbot.engine.manifest;

/** A text that is no {@link FieldPath}; the message says why and can be shown to who wrote it. */
public final class FieldPathException extends Exception {
    private static final long serialVersionUID = 1L;

    FieldPathException(String message) {
        super(message);
    }
}
