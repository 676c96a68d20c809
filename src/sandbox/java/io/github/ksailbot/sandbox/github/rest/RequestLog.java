package io.github.ksailbot.sandbox.github.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Every request to the API since the start or the last {@link #clear}; Git is not among them. */
public final class RequestLog {

    private final List<RecordedRequest> requests = new ArrayList<>();
    private long added;

    synchronized void add(RecordedRequest request) {
        requests.add(request);
        added++;
        notifyAll();
    }

    /**
     * Waits until a condition holds, looking again after every request.
     *
     * @return whether it held in time
     */
    public boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            // Counted before the look, so that a request between look and wait is not missed.
            long seen = count();
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!awaitMoreThan(seen, end)) {
                return condition.getAsBoolean();
            }
        }
    }

    private synchronized long count() {
        return added;
    }

    private synchronized boolean awaitMoreThan(long seen, long end) throws InterruptedException {
        while (added == seen) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** In the order in which they were answered. */
    public synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    public synchronized void clear() {
        requests.clear();
    }
}
