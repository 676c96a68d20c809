package io.github.ksailbot.outside.chart;

import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.schema.ApiVersions;

/** Charts rendered in child processes. Close it to end the processes. */
public final class Charts implements AutoCloseable {
    private final ChildRenderer renderer;
    private final Capabilities cluster;

    /** With the limits at their defaults, for a cluster of the bundled Kubernetes version. */
    public Charts() {
        this(WorkerLimits.DEFAULT, TimeBudgets.DEFAULT, cluster());
    }

    /** @param cluster what templates learn about it */
    public Charts(WorkerLimits limits, TimeBudgets budgets, Capabilities cluster) {
        this.renderer = new ChildRenderer(limits, budgets);
        this.cluster = cluster;
    }

    /** What a cluster of the bundled version tells, as long as nobody knows better. */
    public static Capabilities cluster() {
        return new Capabilities(ApiVersions.kubernetes(), ApiVersions.builtIn());
    }

    /** For charts of the repository alone. */
    public ChartTools tools() {
        return tools(ChartArchives.DENIED);
    }

    public ChartTools tools(ChartArchives archives) {
        return new ChartTools(renderer, archives, cluster);
    }

    @Override
    public void close() {
        renderer.close();
    }
}
