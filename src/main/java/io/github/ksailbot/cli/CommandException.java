package io.github.ksailbot.cli;

import java.util.Objects;

/** What a command was asked for cannot be done as it was asked; the message is a sentence that says what to change. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "each has one");
    }
}
