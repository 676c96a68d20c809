package io.github.ksailbot.engine.argocd;

/** A source that is not rendered here; its message says why, as the end of a sentence. */
final class NotRendered extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean elsewhere;
    private final String fix;

    private NotRendered(String reason, boolean elsewhere, String fix) {
        super(reason);
        this.elsewhere = elsewhere;
        this.fix = fix;
    }

    static NotRendered elsewhere(String reason) {
        return new NotRendered(reason, true, "");
    }

    static NotRendered beyond(String reason, String fix) {
        return new NotRendered(reason, false, fix);
    }

    /** Whether it lies in another repository or revision. */
    boolean isElsewhere() {
        return elsewhere;
    }

    String fix() {
        return fix;
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
