package io.github.ksailbot.github.mirror;

import java.time.Duration;

/**
 * What one fetch may cost.
 *
 * @param bytes received
 * @param objects in the pack
 * @param stall without a byte
 * @param time in all
 */
public record MirrorLimits(long bytes, int objects, Duration stall, Duration time) {
    /** Room for a repository with a long history; more is none that holds manifests. */
    public static final MirrorLimits DEFAULT =
            new MirrorLimits(2L << 30, 10_000_000, Duration.ofSeconds(60), Duration.ofMinutes(10));
}
