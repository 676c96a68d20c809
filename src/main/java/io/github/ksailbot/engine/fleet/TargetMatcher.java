package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.LabelSelector;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether targets mean a cluster, as Fleet's controller asks: all that a target says has to hold, what it says of groups for one and
 * the same group of the cluster, and a target that says nothing means none. Groups that nobody has declared may have the cluster.
 *
 * <p>Findings: {@code fleet/target} for what Fleet refuses, {@code fleet/limit}.
 */
final class TargetMatcher {
    /** What is compared with a target's groups when a cluster is in none. */
    private static final ClusterGroup NONE = new ClusterGroup("", "", Map.of(), null);

    private final FleetTarget.Cluster cluster;
    private final List<ClusterGroup> known;
    private final List<ClusterGroup> own;
    private final long most;
    private long compared;

    enum Answer {
        YES,
        NO,
        /** It depends on a group that is not declared. */
        UNKNOWN
    }

    /** @param target with groups of the cluster's namespace */
    TargetMatcher(FleetTarget.Cluster cluster, FleetTarget target) {
        this.cluster = cluster;
        this.known = target.groups();
        this.own = target.ownGroups().isEmpty() ? List.of(NONE) : target.ownGroups();
        this.most = target.comparisons();
    }

    Answer answer(MappingNode target) throws BundleException {
        String clusterName = target.text("clusterName");
        MappingNode clusters = selector(target, "clusterSelector");
        String group = target.text("clusterGroup");
        MappingNode groups = selector(target, "clusterGroupSelector");
        boolean asksGroups = !group.isEmpty() || groups != null;
        if (clusterName.isEmpty() && clusters == null && !asksGroups) {
            return Answer.NO;
        }
        boolean isCluster = (clusterName.isEmpty() || clusterName.equals(cluster.name()))
                && (clusters == null || matches(clusters, cluster.labels(), target));
        if (!isCluster || !asksGroups) {
            return isCluster ? Answer.YES : Answer.NO;
        }
        for (ClusterGroup one : own) {
            if (isMeant(one, group, groups, target)) {
                return Answer.YES;
            }
        }
        for (ClusterGroup one : known) {
            if (isMeant(one, group, groups, target) || one.name().equals(group)) {
                return Answer.NO;
            }
        }
        return Answer.UNKNOWN;
    }

    private boolean isMeant(ClusterGroup one, String name, @Nullable MappingNode labels, MappingNode target)
            throws BundleException {
        return (name.isEmpty() || name.equals(one.name())) && (labels == null || matches(labels, one.labels(), target));
    }

    private boolean matches(MappingNode selector, Map<String, String> labels, MappingNode target)
            throws BundleException {
        compared += 1 + selector.values();
        if (compared > most) {
            throw new BundleException(Finding.unchecked(
                    "fleet/limit",
                    "Which clusters get this bundle was not looked at to the end: its targets and the groups of"
                            + " clusters compare"
                            + " more than %d values.".formatted(most),
                    target.origin()));
        }
        return new LabelSelector(selector).matches(labels);
    }

    private static @Nullable MappingNode selector(MappingNode target, String field) throws BundleException {
        MappingNode selector = target.mapping(field);
        String problem = selector == null ? "" : TargetSelector.problem(selector);
        if (selector != null && !problem.isEmpty()) {
            throw new BundleException(Finding.error(
                            "fleet/target",
                            "Fleet deploys this bundle nowhere: " + problem + " in a target's `" + field + "`.",
                            selector.origin())
                    .atField(field));
        }
        return selector;
    }
}
