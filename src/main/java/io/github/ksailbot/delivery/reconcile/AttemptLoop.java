package io.github.ksailbot.delivery.reconcile;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a cluster whenever something changes there, until an attempt has ended, or its time is over. An API server that does
 * not answer is waited out.
 */
public final class AttemptLoop {
    private final Clock clock;
    private final Waiting waiting;
    private final Duration slice;
    private final BooleanSupplier cancelled;
    private final Outage outage = new Outage();

    /** @param slice how long a wish to stop may go unheard */
    public AttemptLoop(Clock clock, Waiting waiting, Duration slice, BooleanSupplier cancelled) {
        this.clock = clock;
        this.waiting = waiting;
        this.slice = slice;
        this.cancelled = cancelled;
    }

    /** What an engine makes of it. */
    public interface Attempt {
        /**
         * Looks, acts and judges.
         *
         * @return null while it goes on
         */
        @Nullable Reconciliation look(Instant now) throws ApiException;

        /** The API server does not answer; it is asked again. */
        void unanswered(String doing);

        /** It does not answer, and is not asked again. */
        Reconciliation unreachable(ApiException failure, boolean retryable);

        /** The time is over. */
        Reconciliation timedOut();
    }

    /** @throws CancellationException when it was cancelled, or the thread interrupted */
    public Reconciliation run(Attempt attempt, ClusterWatch watch, Instant deadline) {
        while (true) {
            if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                throw new CancellationException("The reconciliation was cancelled.");
            }
            Reconciliation ended = step(attempt, deadline);
            if (ended != null) {
                return ended;
            }
            try {
                waiting.await(watch, slice);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    /** Of the thread that waits; it stays interrupted. */
    public static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("The reconciliation was interrupted.");
    }

    private @Nullable Reconciliation step(Attempt attempt, Instant deadline) {
        Instant now = clock.instant();
        try {
            if (outage.mayAsk(now)) {
                Reconciliation ended = attempt.look(now);
                outage.answered();
                if (ended != null) {
                    return ended;
                }
            }
        } catch (ApiException e) {
            if (!outage.began(e, now)) {
                return attempt.unreachable(e, false);
            }
            attempt.unanswered(Outage.DOING);
        }
        if (now.isBefore(deadline)) {
            return null;
        }
        ApiException unanswered = outage.failure();
        return unanswered == null ? attempt.timedOut() : attempt.unreachable(unanswered, true);
    }
}
