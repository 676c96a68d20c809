package io.github.ksailbot.benchmark;

import java.util.Collection;
import java.util.Locale;

/** Durations in nanoseconds, and what is printed of them. */
final class Latencies {
    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    static Latencies of(Collection<Long> nanoseconds) {
        if (nanoseconds.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return new Latencies(
                nanoseconds.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    /** By the nearest rank, in milliseconds. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }

    /** What is printed of them, with their share of something whole, in milliseconds. */
    String besides(double whole) {
        return String.format(
                Locale.ROOT,
                "%s: p50 %.1f %%, max %.1f %% of that",
                this,
                100 * percentile(50) / whole,
                100 * percentile(100) / whole);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "min %.1f ms, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms (%d measured)",
                percentile(0),
                percentile(50),
                percentile(95),
                percentile(99),
                percentile(100),
                sorted.length);
    }
}
