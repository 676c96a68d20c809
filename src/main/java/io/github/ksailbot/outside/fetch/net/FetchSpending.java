package io.github.ksailbot.outside.fetch.net;

import io.github.ksailbot.engine.kustomize.remote.Fetched;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The open budget of each thread, and what is left of it. Without an open one nothing counts. */
public final class FetchSpending {
    private final FetchBudget budget;
    private final LongSupplier nanoTime;

    @SuppressWarnings(
            "ThreadLocalUsage") // as many as there are sets of credentials; each is removed where it was opened
    private final ThreadLocal<@Nullable Account> open = new ThreadLocal<>();

    /** Something to fetch. */
    @FunctionalInterface
    public interface Fetching<T> {
        T get() throws FetchException;
    }

    private static final class Account {
        private long nanos;
        private long bytes;
        private int requests;
        private long since;
    }

    public FetchSpending(FetchBudget budget) {
        this(budget, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    FetchSpending(FetchBudget budget, LongSupplier nanoTime) {
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    /** Opens a budget for work; within another one there is no new one. */
    public <T> T within(Supplier<T> work) {
        if (open.get() != null) {
            return work.get();
        }
        open.set(new Account());
        try {
            return work.get();
        } finally {
            open.remove();
        }
    }

    /**
     * Counts the time that one thing takes, whatever it is that takes it.
     *
     * @throws FetchException when the time is spent, or what the work throws
     */
    public <T> T counted(Fetching<T> work) throws FetchException {
        Account account = open.get();
        if (account == null) {
            return work.get();
        }
        if (account.nanos >= budget.time().toNanos()) {
            throw timeIsSpent(null);
        }
        account.since = nanoTime.getAsLong();
        try {
            return work.get();
        } catch (FetchException e) {
            boolean isCut = e.reason() == Fetched.Reason.UNAVAILABLE
                    && left(budget.time()).isZero();
            throw isCut ? timeIsSpent(e) : e;
        } finally {
            account.nanos += nanoTime.getAsLong() - account.since;
        }
    }

    /** What is left for what is being fetched now, and at most so much. */
    public Duration left(Duration most) {
        Account account = open.get();
        if (account == null) {
            return most;
        }
        long running = nanoTime.getAsLong() - account.since;
        long left = Math.min(most.toNanos(), budget.time().toNanos() - account.nanos - running);
        return Duration.ofNanos(Math.max(0, left));
    }

    /**
     * Counts a request that is about to be sent.
     *
     * @throws FetchException when nothing more is sent
     */
    void request() throws FetchException {
        Account account = open.get();
        if (account == null) {
            return;
        }
        if (left(budget.time()).isZero()) {
            throw timeIsSpent(null);
        }
        if (account.bytes > budget.bytes()) {
            throw bytesAreSpent();
        }
        if (account.requests >= budget.requests()) {
            throw spent(budget.requests() + " requests", null);
        }
        account.requests++;
    }

    /**
     * Counts what came in.
     *
     * @throws FetchException when it was too much
     */
    public void received(long bytes) throws FetchException {
        Account account = open.get();
        if (account != null) {
            account.bytes += bytes;
            if (account.bytes > budget.bytes()) {
                throw bytesAreSpent();
            }
        }
    }

    private FetchException timeIsSpent(@Nullable FetchException cause) {
        return spent(budget.time().toSeconds() + " s", cause);
    }

    private FetchException bytesAreSpent() {
        return spent((budget.bytes() >> 20) + " MiB", null);
    }

    private static FetchException spent(String what, @Nullable FetchException cause) {
        return FetchException.unavailable("the " + what + " for all that one verdict fetches are spent", cause);
    }
}
