package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the clusters that Fleet manages, and of what it deploys of a repository.
 *
 * @param clusters by the names of their environments
 * @param groups of all namespaces
 * @param repositories that are this one; empty when nobody knows how Fleet uses it
 * @param findings about what is not among them, and could not be looked at
 */
public record FleetInventory(
        SortedMap<String, FleetTarget.Cluster> clusters,
        List<ClusterGroup> groups,
        List<GitRepo> repositories,
        List<Finding> findings) {
    private static final long MOST_COMPARISONS = 200_000;
    private static final long LEAST_COMPARISONS = 2_000;

    /** Of all bundles for all clusters, each of which may compare a few. */
    private static final long ALL_COMPARISONS = 200_000_000;

    public FleetInventory {
        clusters = new TreeMap<>(clusters);
        groups = List.copyOf(groups);
        repositories = List.copyOf(repositories);
        findings = List.copyOf(findings);
    }

    /** Of clusters and groups alone. */
    public static FleetInventory of(Map<String, FleetTarget.Cluster> clusters, List<ClusterGroup> groups) {
        return new FleetInventory(new TreeMap<>(clusters), groups, List.of(), List.of());
    }

    /**
     * What bundles are rendered for in an environment.
     *
     * @param bundles how many
     */
    public FleetTarget target(String environment, int bundles) {
        long builds = Math.max(1, (long) clusters.size() * bundles);
        long comparisons = Math.max(LEAST_COMPARISONS, Math.min(MOST_COMPARISONS, ALL_COMPARISONS / builds));
        FleetTarget.Cluster cluster = clusters.get(environment);
        if (cluster == null) {
            return new FleetTarget(environment, null, List.of(), List.of(), repositories, comparisons);
        }
        List<ClusterGroup> known =
                groups.stream().filter(group -> group.isOf(cluster)).toList();
        List<ClusterGroup> own =
                known.stream().filter(group -> group.has(cluster)).toList();
        return new FleetTarget(environment, cluster, known, own, repositories, comparisons);
    }

    /** Whether Fleet makes a bundle of a directory that has no file of its own. */
    public boolean names(SourcePath directory) {
        return repositories.stream().anyMatch(repository -> repository.names(directory));
    }
}
