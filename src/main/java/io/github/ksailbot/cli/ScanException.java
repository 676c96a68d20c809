package io.github.ksailbot.cli;

/** A scan that cannot be made as it was asked for; the message says what to do. */
final class ScanException extends Exception {
    private static final long serialVersionUID = 1L;

    ScanException(String message) {
        super(message);
    }

    ScanException(String message, Throwable cause) {
        super(message, cause);
    }
}
