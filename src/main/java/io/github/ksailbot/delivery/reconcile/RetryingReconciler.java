package io.github.ksailbot.delivery.reconcile;

import io.github.ksailbot.delivery.retry.Backoff;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.delivery.retry.Retries;
import io.github.ksailbot.delivery.retry.Transient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes another attempt when one has failed for a reason that passes, and shows each. */
public final class RetryingReconciler implements Reconciler {
    private final Reconciler reconciler;
    private final Backoff backoff;
    private final Retries retries;

    /** Three attempts with 5 s and 10 s between them. */
    public RetryingReconciler(Reconciler reconciler) {
        this(reconciler, Backoff.DELIVERY, Pause.SLEEP);
    }

    public RetryingReconciler(Reconciler reconciler, Backoff backoff, Pause pause) {
        this.reconciler = reconciler;
        this.backoff = backoff;
        this.retries = new Retries(backoff, pause);
    }

    /** An attempt that did not end well. */
    private static final class NotConverged extends Exception implements Transient {
        private static final long serialVersionUID = 1L;

        private final transient Reconciliation ended;
        private final boolean retryable;

        NotConverged(Reconciliation ended, Reconciliation.Failure failure) {
            super(failure.message());
            this.ended = ended;
            this.retryable = failure.retryable();
        }

        @Override
        public boolean isTransient() {
            return retryable;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return null;
        }
    }

    /** The last attempt's end; its notes begin with what the attempts before it ended with. */
    @Override
    public Reconciliation reconcile(Goal goal, ReconcileOptions options, Progress progress, BooleanSupplier cancelled) {
        List<String> notes = new ArrayList<>();
        try {
            Reconciliation ended = retries.<Reconciliation, NotConverged>run(
                    number -> attempt(goal, options, progress, cancelled),
                    (attempt, attempts, failure, wait) -> {
                        FailedAttempt failed =
                                new FailedAttempt(attempt, attempts, String.valueOf(failure.getMessage()), wait);
                        notes.add(failed.text());
                        if (failure instanceof NotConverged notConverged) {
                            notes.addAll(notConverged.ended.notes());
                            progress.failed(failed, notConverged.ended.resources());
                        }
                    },
                    cancelled);
            return withNotes(notes, ended);
        } catch (NotConverged e) {
            return withNotes(notes, e.ended);
        }
    }

    private Reconciliation attempt(Goal goal, ReconcileOptions options, Progress progress, BooleanSupplier cancelled)
            throws NotConverged {
        Reconciliation ended = reconciler.reconcile(goal, options, progress, cancelled);
        if (ended.failure() != null) {
            throw new NotConverged(ended, ended.failure());
        }
        return ended;
    }

    private static Reconciliation withNotes(List<String> before, Reconciliation ended) {
        List<String> all = new ArrayList<>(before);
        ended.notes().stream().filter(note -> !all.contains(note)).forEach(all::add);
        return new Reconciliation(ended.convergence(), ended.resources(), all, ended.failure());
    }

    @Override
    public Reconciliation observe(Goal goal) {
        return reconciler.observe(goal);
    }

    @Override
    public void close() {
        reconciler.close();
    }

    @Override
    public String toString() {
        return reconciler + ", " + backoff.attempts() + " attempts";
    }
}
