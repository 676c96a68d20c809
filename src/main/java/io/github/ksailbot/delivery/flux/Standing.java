package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where one object stands, by its status alone.
 *
 * @param phase with {@link Phase#FAILED} the object has failed, for now or for good
 * @param reason as the controller gives it; may be empty
 * @param message for people; may be empty
 * @param patience how long to wait for a failure to heal itself, since the controller says that it tries again; zero when
 *     it is final, null when it is no failure
 */
record Standing(
        Phase phase,
        String reason,
        String message,
        @Nullable Duration patience) {
    static Standing ready(String message) {
        return new Standing(Phase.READY, "", message, null);
    }

    static Standing waiting(String reason, String message) {
        return new Standing(Phase.PROGRESSING, reason, message, null);
    }

    static Standing blocked(String reason, String message) {
        return new Standing(Phase.BLOCKED, reason, message, null);
    }

    static Standing suspended(String message) {
        return new Standing(Phase.SUSPENDED, "", message, null);
    }

    static Standing excluded() {
        return new Standing(Phase.EXCLUDED, "", "", null);
    }

    static Standing failed(String reason, String message) {
        return new Standing(Phase.FAILED, reason, message, Duration.ZERO);
    }

    /** A failure that may heal itself. */
    static Standing failing(String reason, String message, Duration patience) {
        return new Standing(Phase.FAILED, reason, message, patience);
    }

    boolean isFailure() {
        return phase == Phase.FAILED;
    }

    boolean isFinal() {
        return patience != null && patience.isZero();
    }

    /** {@code Reason: message}, or what there is of it. */
    String status() {
        if (reason.isEmpty() || message.isEmpty()) {
            return reason + message;
        }
        return reason + ": " + message;
    }

    ResourceState state(FluxId id, String blockedBy) {
        Phase shown = blockedBy.isEmpty() ? phase : Phase.BLOCKED;
        return new ResourceState(id.kind(), id.ref().namespace(), id.ref().name(), shown, reason, message, blockedBy);
    }
}
