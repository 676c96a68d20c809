package io.github.ksailbot.cli.console;

import java.util.Objects;

/** What a command was asked for cannot be done as it was asked; the message is a sentence that says what to change. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "each has one");
    }
}
