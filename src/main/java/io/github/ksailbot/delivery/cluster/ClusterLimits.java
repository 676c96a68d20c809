package io.github.ksailbot.delivery.cluster;

import java.time.Duration;

/**
 * How much of a cluster's API is taken in.
 *
 * @param connect longest time to a connection
 * @param answer longest time to a complete answer, apart from watches
 * @param answerBytes of one answer or of one event of a watch
 * @param objects of one kind
 * @param pageSize objects asked for at a time
 */
public record ClusterLimits(Duration connect, Duration answer, int answerBytes, int objects, int pageSize) {
    /** Fifty thousand objects are more than the largest published Flux benchmarks have. */
    public static final ClusterLimits DEFAULT =
            new ClusterLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 32 << 20, 50_000, 500);
}
