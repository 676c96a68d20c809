package io.github.ksailbot.engine.flux.substitution;

import java.io.Serial;

/** A text that Flux cannot take apart, or a variable that it misses. */
final class ExpressionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param message ends a sentence that begins with the name of the resource */
    ExpressionException(String message) {
        super(message);
    }
}
