package io.github.ksailbot.cli;

/** What was named on the command line is not there or cannot be read; the message says what to do. */
final class CheckSourcesException extends Exception {
    private static final long serialVersionUID = 1L;

    CheckSourcesException(String message) {
        super(message);
    }

    CheckSourcesException(String message, Throwable cause) {
        super(message, cause);
    }
}
