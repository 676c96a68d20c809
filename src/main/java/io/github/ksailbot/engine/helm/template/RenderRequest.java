package io.github.ksailbot.engine.helm.template;

import io.github.ksailbot.engine.helm.chart.Chart;

/**
 * One release of a chart.
 *
 * @param chart with everything that it depends on
 * @param values of the release as a JSON object, merged over the chart's own by the templates' engine
 * @param name of the release, {@code .Release.Name}
 * @param namespace of the release, {@code .Release.Namespace}
 * @param cluster what templates learn about the cluster
 */
public record RenderRequest(Chart chart, String values, String name, String namespace, Capabilities cluster) {}
