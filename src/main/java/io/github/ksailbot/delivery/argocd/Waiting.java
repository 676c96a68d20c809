package io.github.ksailbot.delivery.argocd;

import java.time.Duration;

/** Waits for something to happen in a cluster; tests let time pass in it. */
@FunctionalInterface
interface Waiting {
    Waiting FOR_EVENTS = ArgoCdWatch::await;

    void await(ArgoCdWatch watch, Duration longest) throws InterruptedException;
}
