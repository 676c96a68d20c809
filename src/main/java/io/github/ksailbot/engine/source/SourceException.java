package io.github.ksailbot.engine.source;

/** A path of the source tree cannot be read; the caller turns it into a finding where the path was written. */
public final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Nothing is there. */
        MISSING,
        /** The path, or a symbolic link on it, leads out of the tree. */
        ESCAPES,
        /** Symbolic links lead in a circle, or the chain of them is too long. */
        LOOP,
        /** A file was wanted, and a directory or submodule is there; or the other way round. */
        WRONG_KIND,
        /** The file, or the tree as a whole, is larger than the limit. */
        TOO_LARGE,
        /** The storage failed: not the repository's fault. */
        UNREADABLE
    }

    private final Reason reason;
    private final transient SourcePath path;

    public SourceException(Reason reason, SourcePath path, String message) {
        super(message);
        this.reason = reason;
        this.path = path;
    }

    public SourceException(Reason reason, SourcePath path, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.path = path;
    }

    /** Whether it says nothing about the repository but that it could not be read here. */
    public boolean isUnchecked() {
        return reason == Reason.TOO_LARGE || reason == Reason.UNREADABLE;
    }

    public Reason reason() {
        return reason;
    }

    public SourcePath path() {
        return path;
    }
}
