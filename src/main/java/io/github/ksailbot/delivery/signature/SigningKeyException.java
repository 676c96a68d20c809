package io.github.ksailbot.delivery.signature;

/** A key cannot be used for signing; the message says what to change. */
public final class SigningKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    SigningKeyException(String message) {
        super(message);
    }

    SigningKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
