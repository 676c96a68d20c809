package io.github.ksailbot.delivery.reconcile;

import io.github.ksailbot.delivery.cluster.ApiException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An API server that does not answer during an attempt: when it is asked again, and when that is of no use. */
final class Outage {
    /** What to say meanwhile. */
    static final String DOING = "The API server does not answer; trying again";

    private static final Duration REST = Duration.ofMillis(500);
    /** A token that has just expired is replaced in its file within seconds. */
    private static final Duration RENEWAL = Duration.ofSeconds(15);

    private Instant notBefore = Instant.MIN;
    private @Nullable Instant refusedSince;
    private @Nullable ApiException last;

    /** Whether it may be asked now. */
    boolean mayAsk(Instant now) {
        return !now.isBefore(notBefore);
    }

    void answered() {
        last = null;
        refusedSince = null;
    }

    /** @return whether it is worth asking again */
    boolean began(ApiException failure, Instant now) {
        boolean isRefused = failure.status() == 401;
        if (isRefused && refusedSince == null) {
            refusedSince = now;
        }
        boolean mayBeRenewed = isRefused && refusedSince != null && now.isBefore(refusedSince.plus(RENEWAL));
        if (!failure.isTransient() && !mayBeRenewed) {
            return false;
        }
        last = failure;
        Duration wanted = failure.retryAfter();
        notBefore = now.plus(wanted == null ? REST : wanted);
        return true;
    }

    /** What it failed with last; null when it has answered since. */
    @Nullable ApiException failure() {
        return last;
    }
}
