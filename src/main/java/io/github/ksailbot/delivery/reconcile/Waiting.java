package io.github.ksailbot.delivery.reconcile;

import io.github.ksailbot.delivery.cluster.ClusterWatch;
import java.time.Duration;

/** Waits for something to happen in a cluster; tests let time pass in it. */
@FunctionalInterface
public interface Waiting {
    Waiting FOR_EVENTS = ClusterWatch::await;

    void await(ClusterWatch watch, Duration longest) throws InterruptedException;
}
