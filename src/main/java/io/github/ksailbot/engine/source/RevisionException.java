package io.github.ksailbot.engine.source;

import org.jspecify.annotations.Nullable;

/** A revision that was asked for cannot be opened; the message is a sentence for the person who named it. */
public final class RevisionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The text is no revision at all. */
        INVALID,
        /** The repository does not have it, or it is neither commit nor tree. */
        UNKNOWN,
        /** An abbreviated object id with more than one match. */
        AMBIGUOUS,
        /** The storage failed. */
        UNREADABLE
    }

    private final Reason reason;

    RevisionException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
