package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle is rendered for.
 *
 * @param name of a target in the bundle's file, or of a cluster's environment
 * @param cluster when one is known; else its labels are not known
 * @param groups of clusters that are known in the cluster's namespace
 * @param ownGroups those of them that the cluster belongs to
 * @param repositories that say what is deployed of this one; empty when none is known
 * @param comparisons of values by selectors, the most for a bundle
 */
public record FleetTarget(
        String name,
        @Nullable Cluster cluster,
        List<ClusterGroup> groups,
        List<ClusterGroup> ownGroups,
        List<GitRepo> repositories,
        long comparisons) {
    public FleetTarget {
        groups = List.copyOf(groups);
        ownGroups = List.copyOf(ownGroups);
        repositories = List.copyOf(repositories);
    }

    /**
     * A cluster that Fleet manages.
     *
     * @param namespace of its object; empty when it is not known
     * @param templateValues that values of charts may ask for; null when nobody has seen its object
     */
    public record Cluster(
            String namespace,
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            @Nullable MappingNode templateValues) {
        public Cluster {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }

        /** The same, with labels and annotations of another one, which win. */
        public Cluster under(Cluster other) {
            Map<String, String> allLabels = new HashMap<>(labels);
            allLabels.putAll(other.labels());
            Map<String, String> allAnnotations = new HashMap<>(annotations);
            allAnnotations.putAll(other.annotations());
            return new Cluster(namespace, name, allLabels, allAnnotations, templateValues);
        }

        /** One whose object nobody has seen. */
        public Cluster(String name, Map<String, String> labels, Map<String, String> annotations) {
            this("", name, labels, annotations, null);
        }
    }
}
