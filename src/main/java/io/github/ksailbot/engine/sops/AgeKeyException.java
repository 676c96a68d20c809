package io.github.ksailbot.engine.sops;

/** A key file of the operator's cannot be used; the message never holds any of it. */
public final class AgeKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    AgeKeyException(String message, Throwable cause) {
        super(message, cause);
    }

    AgeKeyException(String message) {
        super(message);
    }
}
