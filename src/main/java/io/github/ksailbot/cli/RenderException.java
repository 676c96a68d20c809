package io.github.ksailbot.cli;

import java.util.Objects;

/** What {@code render} was asked for cannot be done; the message says what to change. */
final class RenderException extends Exception {
    private static final long serialVersionUID = 1L;

    RenderException(String message, Throwable cause) {
        super(message, cause);
    }

    RenderException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "each has one");
    }
}
