package io.github.ksailbot.engine.helm.values;

/** A path of values, or what it is to be set to, that Helm does not understand. The message is half a sentence. */
public final class ValuesPathException extends Exception {
    private static final long serialVersionUID = 1L;

    ValuesPathException(String message) {
        super(message);
    }

    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
