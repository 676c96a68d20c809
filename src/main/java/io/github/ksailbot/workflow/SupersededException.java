package io.github.ksailbot.workflow;

/** A newer head arrived while a job ran: the job stops, and its check runs end as cancelled. */
public final class SupersededException extends Exception {
    private static final long serialVersionUID = 1L;

    public SupersededException(String message) {
        super(message);
    }
}
