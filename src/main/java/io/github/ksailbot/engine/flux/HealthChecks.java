package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code healthChecks} that name what nothing applies: Flux waits for it until its timeout, each time. Charts and other
 * repositories may bring it, so that is said only where all of the graph was rendered, or where the kind comes from Git as a
 * rule.
 */
final class HealthChecks {
    private static final Set<String> FROM_GIT =
            Set.of("HelmRelease", "Kustomization", "GitRepository", "HelmRepository");

    private HealthChecks() {}

    /**
     * @param nodes of the whole graph
     * @param applied all objects of the graph
     */
    static List<Finding> findings(List<GraphNode> kustomizations, List<GraphNode> nodes, Surroundings applied) {
        List<Finding> findings = new ArrayList<>();
        for (GraphNode node : kustomizations) {
            for (MappingNode check : node.object().spec().mappings("healthChecks")) {
                ObjectKey key = ObjectKey.of(check, "", "");
                if (applied.find(key) == null && (FROM_GIT.contains(key.kind()) || isWhole(nodes, applied))) {
                    findings.add(absent(node, check, key));
                }
            }
        }
        return findings;
    }

    /** Whether nothing was left unrendered that may bring more. */
    private static boolean isWhole(List<GraphNode> nodes, Surroundings applied) {
        Set<ObjectKey> rendered = new HashSet<>();
        for (GraphNode node : nodes) {
            if (node.state() != NodeState.RENDERED) {
                return false;
            }
            rendered.add(node.key());
        }
        return applied.all("HelmRelease").stream().map(ObjectKey::of).allMatch(rendered::contains);
    }

    private static Finding absent(GraphNode node, MappingNode check, ObjectKey key) {
        return Finding.warning(
                        "flux/health-check",
                        "`%s` is ready only when the %s is, and nothing here applies that."
                                .formatted(node.key().path(), key),
                        check.origin())
                .about(node.object().id(), "spec.healthChecks")
                .withFix("Correct the name, the kind or the namespace.");
    }
}
