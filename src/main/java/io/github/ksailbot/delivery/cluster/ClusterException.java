package io.github.ksailbot.delivery.cluster;

/** An environment's cluster cannot be connected to because of how it is configured; a person must act. */
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
