package io.github.ksailbot.engine.kustomize.memo;

import org.jspecify.annotations.Nullable;

/** Somebody who makes results, one inside the other, in one thread. */
public final class Worker {
    /** Held for a moment only: who waits for whom must not change while somebody looks. */
    private static final Object WAITING = new Object();

    private @Nullable Flight awaited;

    /**
     * Waits for somebody else's result.
     *
     * @return null when there is none, or when waiting would never end, or when this thread is told to stop
     */
    @Nullable Traced await(Flight flight) {
        synchronized (WAITING) {
            for (Flight next = flight; next != null; next = next.owner().awaited) {
                if (next.owner() == this) {
                    return null;
                }
            }
            awaited = flight;
        }
        try {
            return flight.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            synchronized (WAITING) {
                awaited = null;
            }
        }
    }
}
