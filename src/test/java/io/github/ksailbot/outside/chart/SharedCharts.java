package io.github.ksailbot.outside.chart;

import java.time.Duration;

/** One child process for all tests that need none of their own: its start takes a second. It ends with the tests. */
final class SharedCharts {
    static final Charts CHARTS = open();

    private SharedCharts() {}

    private static Charts open() {
        Charts charts = new Charts(
                new WorkerLimits(1, Duration.ofSeconds(60), Duration.ofSeconds(30), 400L << 20, 1 << 20, 1_000),
                TimeBudgets.DEFAULT,
                Charts.cluster());
        Runtime.getRuntime().addShutdownHook(new Thread(charts::close, "shared-charts"));
        return charts;
    }
}
