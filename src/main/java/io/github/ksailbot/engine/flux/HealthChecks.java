package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.graph.ObjectKey;
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

    static List<Finding> findings(List<GraphNode> nodes) {
        Set<ObjectKey> applied = new HashSet<>();
        boolean whole = true;
        for (GraphNode node : nodes) {
            applied.add(node.key());
            applied.addAll(node.keys());
            whole &= node.state() == NodeState.RENDERED;
        }
        Set<ObjectKey> rendered = new HashSet<>();
        nodes.forEach(node -> rendered.add(node.key()));
        whole &= applied.stream().noneMatch(key -> key.kind().equals("HelmRelease") && !rendered.contains(key));
        List<Finding> findings = new ArrayList<>();
        for (GraphNode node : nodes) {
            if (!FluxKustomization.isOne(node.object())) {
                continue;
            }
            for (MappingNode check : node.object().spec().mappings("healthChecks")) {
                ObjectKey key = ObjectKey.of(check, "", "");
                if (!applied.contains(key) && (whole || FROM_GIT.contains(key.kind()))) {
                    findings.add(absent(node, check, key));
                }
            }
        }
        return findings;
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
