package io.github.ksailbot.delivery.flux;

import java.time.Duration;

/** Waits for something to happen in a cluster; tests let time pass in it. */
@FunctionalInterface
interface Waiting {
    Waiting FOR_EVENTS = FluxWatch::await;

    void await(FluxWatch watch, Duration longest) throws InterruptedException;
}
