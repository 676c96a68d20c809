package io.github.ksailbot.delivery.artifact;

/** A source directory cannot be made an artifact of; the message says which file is in the way. */
public final class ArtifactException extends Exception {
    private static final long serialVersionUID = 1L;

    ArtifactException(String message) {
        super(message);
    }

    ArtifactException(String message, Throwable cause) {
        super(message, cause);
    }
}
