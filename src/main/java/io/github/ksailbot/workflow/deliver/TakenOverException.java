package io.github.ksailbot.workflow.deliver;

/**
 * Another process goes on with a delivery, or has ended it: this one stood still for so long that it counted as dead. What it
 * still does must not undo what was written down since.
 */
public final class TakenOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TakenOverException(Delivery delivery) {
        super("another process has taken over " + delivery.order());
    }
}
