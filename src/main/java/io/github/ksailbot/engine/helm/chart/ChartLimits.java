package io.github.ksailbot.engine.helm.chart;

/**
 * How large a chart may be with all charts in it, unpacked. What is larger is not rendered at all, never cut.
 *
 * @param files of the chart
 * @param fileBytes of one file
 * @param bytes of all files
 */
public record ChartLimits(int files, int fileBytes, long bytes) {
    /** Twice what the largest public charts have; Helm itself reads files of at most 5 MiB. */
    public static final ChartLimits DEFAULT = new ChartLimits(3_000, 5 << 20, 24L << 20);
}
