package io.github.ksailbot.sandbox.barrier;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where a request to one of the sandbox's servers is stopped: it has arrived and nothing has come of it, until somebody says what
 * becomes of it. Whoever sent it waits at exactly that place meanwhile, or is killed there. For one request.
 */
public final class Barrier {
    /** What becomes of a request. */
    public enum Fate {
        /** It is done and answered, whether anybody is there still to hear the answer or not. */
        DONE,
        /** The connection breaks, and nothing has happened. */
        LOST
    }

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile Fate fate = Fate.LOST;

    /**
     * Waits until the request is there.
     *
     * @return whether it came in time
     */
    public boolean awaitArrival(Duration limit) throws InterruptedException {
        return arrived.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean hasArrived() {
        return arrived.getCount() == 0;
    }

    /** Lets the request go on; the first word counts. */
    public synchronized void decide(Fate decision) {
        if (decided.getCount() > 0) {
            fate = decision;
            decided.countDown();
        }
    }

    /** For a server: stops until it is decided what becomes of the request. One whose server stops meanwhile is lost. */
    public Fate stop() {
        arrived.countDown();
        try {
            decided.await();
            return fate;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Fate.LOST;
        }
    }
}
