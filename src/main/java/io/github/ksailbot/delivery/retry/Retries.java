package io.github.ksailbot.delivery.retry;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Tries something again as long as it fails for a reason that passes. */
public final class Retries {
    /** A wait that another side asks for and that is longer than this is not worth holding a worker for. */
    static final Duration LONGEST_ASKED = Duration.ofMinutes(2);

    /** How often somebody who waits looks up to see whether to go on. */
    private static final Duration SLICE = Duration.ofMillis(250);

    private final Backoff backoff;
    private final Pause pause;

    public Retries(Backoff backoff, Pause pause) {
        this.backoff = backoff;
        this.pause = pause;
    }

    /**
     * Something that may fail.
     *
     * @param <E> how
     */
    @FunctionalInterface
    public interface Attempt<T, E extends Exception> {
        /**
         * @param number counted from 1
         */
        T run(int number) throws E, InterruptedException;
    }

    /** Hears that an attempt failed and another one follows. */
    @FunctionalInterface
    public interface Listener {
        void failed(int attempt, int attempts, Exception failure, Duration wait);
    }

    /**
     * Runs attempts until one succeeds.
     *
     * @param cancelled asked before each attempt, and before and after each wait: a cancellation wins over a wait that ends
     *     at the same time
     * @throws E the last attempt's failure, as it is
     * @throws CancellationException when it was cancelled, or the thread interrupted
     */
    @SuppressWarnings("unchecked")
    public <T, E extends Exception> T run(Attempt<T, E> attempt, Listener listener, BooleanSupplier cancelled)
            throws E {
        for (int number = 1; ; number++) {
            requireWanted(cancelled);
            try {
                return attempt.run(number);
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                Duration wait = wait(number, e);
                if (number >= backoff.attempts()
                        || !RetryPredicate.isRetryable(e)
                        || wait.compareTo(LONGEST_ASKED) > 0) {
                    throw (E) e;
                }
                requireWanted(cancelled);
                listener.failed(number, backoff.attempts(), e, wait);
                await(wait, cancelled);
            }
        }
    }

    private Duration wait(int number, Exception failure) {
        Duration own = backoff.delay(number);
        Duration asked = failure instanceof Transient known ? known.retryAfter() : null;
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }

    private void await(Duration wait, BooleanSupplier cancelled) {
        Duration left = wait;
        while (left.compareTo(Duration.ZERO) > 0) {
            Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            try {
                pause.await(slice);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            requireWanted(cancelled);
            left = left.minus(slice);
        }
    }

    private static void requireWanted(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
    }

    private static CancellationException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("interrupted");
        cancelled.initCause(cause);
        return cancelled;
    }
}
