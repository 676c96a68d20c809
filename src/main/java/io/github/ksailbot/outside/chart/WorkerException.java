package io.github.ksailbot.outside.chart;

import org.jspecify.annotations.Nullable;

/** A worker that is of no more use. The message is half a sentence for people. */
final class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    WorkerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
