package io.github.ksailbot.workflow;

/** What a job is about does not exist any more, or the App may not see it: the job ends without a result. */
public final class GoneException extends Exception {
    private static final long serialVersionUID = 1L;

    public GoneException(String message) {
        super(message);
    }

    public GoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
