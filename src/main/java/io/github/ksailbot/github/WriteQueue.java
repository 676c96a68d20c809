package io.github.ksailbot.github;

import io.github.ksailbot.workflow.UnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets writes through one after the other, in the order in which they came. A write that takes too long loses its turn: GitHub
 * works on it still, or never will, and what it is about has nothing to do with those that come after it.
 */
final class WriteQueue {
    private final Duration patience;
    private final ReentrantLock waiting = new ReentrantLock(true);
    /** Open when nobody has the turn; guarded by {@link #waiting}. */
    private CountDownLatch last = new CountDownLatch(0);

    /** @param patience that the next one has with the one before it */
    WriteQueue(Duration patience) {
        this.patience = patience;
    }

    /** A turn, until it is closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws UnavailableException when the thread is interrupted while it waits */
    Turn take() throws UnavailableException {
        try {
            waiting.lockInterruptibly();
            try {
                boolean unused = last.await(patience.toNanos(), TimeUnit.NANOSECONDS);
                CountDownLatch own = new CountDownLatch(1);
                last = own;
                return own::countDown;
            } finally {
                waiting.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while other writes to GitHub were waited for", e);
        }
    }
}
