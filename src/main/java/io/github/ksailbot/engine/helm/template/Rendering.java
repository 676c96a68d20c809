package io.github.ksailbot.engine.helm.template;

import java.util.List;
import java.util.Set;

/** What a {@link ChartRenderer} makes of a request. */
public sealed interface Rendering {
    /** Whether the same request comes to the same the next time; not what was beyond a limit, or not to be had. */
    default boolean isLasting() {
        return true;
    }

    /** Why a chart has no manifests, by what the verdict makes of it. */
    enum Cause {
        /** The chart, or the chart with these values, is wrong: Helm refuses it, too. */
        CHART,
        /** The values are not what {@code values.schema.json} asks for. */
        VALUES,
        /** Beyond the limits in time, memory, output or size; or the renderer died of it. */
        LIMIT,
        /** There is no renderer, or it does not start. */
        UNAVAILABLE
    }

    /**
     * What one template renders to, comment lines kept.
     *
     * @param template path in the chart, its name first: {@code podinfo/templates/service.yaml}; for a chart in the chart
     *     {@code podinfo/charts/redis/templates/service.yaml}
     * @param yaml one document
     */
    record Document(String template, String yaml) {}

    /**
     * @param documents in the order in which Helm installs them; hooks among them carry their {@code helm.sh/hook} annotation
     * @param leftOut directories of the charts in the chart that its conditions or tags leave out:
     *     {@code charts/redis}
     * @param unchecked what could not be checked about the values, sentences without their end
     */
    record Documents(List<Document> documents, Set<String> leftOut, List<String> unchecked) implements Rendering {
        public Documents {
            documents = List.copyOf(documents);
            leftOut = Set.copyOf(leftOut);
            unchecked = List.copyOf(unchecked);
        }

        /** With all charts in the chart, and all checked. */
        public Documents(List<Document> documents) {
            this(documents, Set.of(), List.of());
        }
    }

    /**
     * @param why one sentence or half of one, as Helm says it; may quote the chart and its values
     * @param template that it is about, as in {@link Document}, with its line, counted from 1, and its column, counted from 0,
     *     behind it as far as they are known: {@code podinfo/templates/a.yaml:7:2}; {@code ./values.yaml:5} for another file at
     *     the top of the chart; empty when it is about none
     */
    record Failure(Cause cause, String why, String template) implements Rendering {
        @Override
        public boolean isLasting() {
            return cause == Cause.CHART || cause == Cause.VALUES;
        }
    }
}
