package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;

/**
 * How far one Application is.
 *
 * @param reason one word, or two with a slash between
 * @param message for people; may be empty
 * @param source whether its content could not be had, and that is the failure or may become it
 */
record Readiness(Phase phase, String reason, String message, boolean source) {

    static Readiness ready() {
        return new Readiness(Phase.READY, "", "", false);
    }

    static Readiness waiting(String reason, String message) {
        return new Readiness(Phase.PROGRESSING, reason, message, false);
    }

    static Readiness waitingForSource(String reason, String message) {
        return new Readiness(Phase.PROGRESSING, reason, message, true);
    }

    static Readiness failed(String reason, String message) {
        return new Readiness(Phase.FAILED, reason, message, SourceErrors.isOne(message));
    }

    static Readiness left(Phase phase, String reason, String message) {
        return new Readiness(phase, reason, message, false);
    }

    boolean isReady() {
        return phase == Phase.READY;
    }

    boolean hasFailed() {
        return phase == Phase.FAILED;
    }
}
