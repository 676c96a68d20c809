package io.github.ksailbot.workflow.deliver;

/** A step of a delivery failed. */
public final class DeliveryFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence for people, without secrets and without a full stop */
    public DeliveryFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message one sentence for people, without secrets and without a full stop */
    public DeliveryFailedException(String message) {
        super(message);
    }
}
