package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.manifest.LabelSelector;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code ClusterGroup}: clusters that targets name together.
 *
 * @param namespace of the group and of its clusters; empty when it is not written
 * @param labels by which targets choose the group itself
 * @param selector of the labels of its clusters; null for a group without clusters
 */
public record ClusterGroup(
        String namespace,
        String name,
        Map<String, String> labels,
        @Nullable MappingNode selector) {
    public ClusterGroup {
        labels = Map.copyOf(labels);
    }

    /** Whether it can have a cluster, by their namespaces: where one of them is not known, nobody can tell. */
    boolean isOf(FleetTarget.Cluster cluster) {
        return namespace.isEmpty() || cluster.namespace().isEmpty() || namespace.equals(cluster.namespace());
    }

    /** Whether a cluster of the group's namespace belongs to it; Fleet passes over a group whose selector is wrong. */
    boolean has(FleetTarget.Cluster cluster) {
        return selector != null
                && TargetSelector.problem(selector).isEmpty()
                && new LabelSelector(selector).matches(cluster.labels());
    }
}
