package io.github.ksailbot.engine.kustomize.memo;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A result that somebody is making. */
final class Flight {
    private final Worker owner;
    private final CountDownLatch landed = new CountDownLatch(1);
    private volatile @Nullable Traced result;

    Flight(Worker owner) {
        this.owner = owner;
    }

    Worker owner() {
        return owner;
    }

    /** @param made null when nothing came of it that others could use */
    void land(@Nullable Traced made) {
        result = made;
        landed.countDown();
    }

    @Nullable Traced await() throws InterruptedException {
        landed.await();
        return result;
    }
}
