package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.manifest.LabelSelector;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle is rendered for.
 *
 * @param name of a target in the bundle's file, or of a cluster
 * @param cluster of that name, when the operator knows one; else its labels are not known
 */
public record FleetTarget(String name, @Nullable Cluster cluster) {

    /** A cluster that Fleet manages, with its labels and annotations. */
    public record Cluster(String name, Map<String, String> labels, Map<String, String> annotations) {
        public Cluster {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    /** @param clusters that the operator knows */
    public static FleetTarget of(String name, List<Cluster> clusters) {
        return new FleetTarget(
                name,
                clusters.stream()
                        .filter(cluster -> cluster.name().equals(name))
                        .findFirst()
                        .orElse(null));
    }

    /** Whether a customization is for it: by what it asks of clusters, or by its name where no cluster is known. */
    boolean isMeantBy(MappingNode customization) {
        if (cluster == null) {
            return customization.text("name").equals(name);
        }
        // groups are made in the cluster of Fleet
        if (!customization.text("clusterGroup").isEmpty() || customization.mapping("clusterGroupSelector") != null) {
            return false;
        }
        String wanted = customization.text("clusterName");
        MappingNode selector = customization.mapping("clusterSelector");
        return (!wanted.isEmpty() || selector != null)
                && (wanted.isEmpty() || wanted.equals(cluster.name()))
                && (selector == null || new LabelSelector(selector).matches(cluster.labels()));
    }
}
