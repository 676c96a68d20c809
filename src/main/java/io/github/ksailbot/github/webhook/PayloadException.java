package io.github.ksailbot.github.webhook;

/** A payload is not the JSON that GitHub sends. */
final class PayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }

    PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
