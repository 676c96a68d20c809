package io.github.ksailbot.engine.helm.template;

import io.github.ksailbot.engine.helm.chart.ChartArchives;

/**
 * What charts are rendered with.
 *
 * @param renderer runs the templates
 * @param archives gets charts that are not in the repository
 * @param cluster what templates learn about the cluster, beside what the repository's own definitions add
 */
public record ChartTools(ChartRenderer renderer, ChartArchives archives, Capabilities cluster) {
    /** Renders and gets nothing. */
    public static final ChartTools NONE =
            new ChartTools(ChartRenderer.DENIED, ChartArchives.DENIED, Capabilities.DEFAULT);

    /** The same for the charts of one owner, with a memory of what was rendered. */
    public ChartTools remembering() {
        return renderer == ChartRenderer.DENIED
                ? this
                : new ChartTools(new RenderMemo(renderer, RenderMemo.DEFAULT_SIZE), archives, cluster);
    }
}
