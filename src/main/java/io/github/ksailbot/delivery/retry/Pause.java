package io.github.ksailbot.delivery.retry;

import java.time.Duration;

/** Lets time pass; tests let it pass at once. */
@FunctionalInterface
public interface Pause {
    /** Of the running machine. */
    Pause SLEEP = duration -> Thread.sleep(Math.max(0, duration.toMillis()));

    void await(Duration duration) throws InterruptedException;
}
