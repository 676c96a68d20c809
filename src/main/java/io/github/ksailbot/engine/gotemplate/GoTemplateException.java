package io.github.ksailbot.engine.gotemplate;

/** A template that cannot be read, or that ends with an error. Its message says what Go would say, in one sentence. */
public final class GoTemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What a caller can make of it. */
    public enum Reason {
        /** The template is wrong, or the data that it is given. */
        WRONG,
        /** The template asks for what differs each time or needs the outside, such as {@code now}. */
        UNKNOWABLE,
        /** It would cost more than its limits allow. */
        LIMIT
    }

    private final Reason reason;

    public GoTemplateException(String message) {
        this(Reason.WRONG, message);
    }

    public GoTemplateException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
