package io.github.ksailbot.cli;

/** What {@code push} was asked for cannot be done; the message says what to change. */
final class PushException extends Exception {
    private static final long serialVersionUID = 1L;

    PushException(String message) {
        super(message);
    }

    PushException(String message, Throwable cause) {
        super(message, cause);
    }
}
