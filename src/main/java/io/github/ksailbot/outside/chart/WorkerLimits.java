package io.github.ksailbot.outside.chart;

import java.time.Duration;

/**
 * What a worker, and one chart in it, may take.
 *
 * @param workers that run at the same time
 * @param start until a new worker is there
 * @param render for one chart
 * @param memory bytes of the whole process, as the system counts them
 * @param output bytes of manifests of one chart
 * @param renders after which a worker is replaced by a fresh one
 */
public record WorkerLimits(int workers, Duration start, Duration render, long memory, int output, int renders) {
    /** A chart takes milliseconds and a worker 150 to 200 MB; the largest public charts come to 10 MB. */
    public static final WorkerLimits DEFAULT =
            new WorkerLimits(2, Duration.ofSeconds(60), Duration.ofSeconds(15), 512L << 20, 24 << 20, 2_000);
}
