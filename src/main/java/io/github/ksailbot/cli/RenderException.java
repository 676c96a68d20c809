package io.github.ksailbot.cli;

/** What {@code render} was asked for cannot be done; the message says what to change. */
final class RenderException extends Exception {
    private static final long serialVersionUID = 1L;

    RenderException(String message, Throwable cause) {
        super(message, cause);
    }

    RenderException(String message) {
        super(message);
    }
}
