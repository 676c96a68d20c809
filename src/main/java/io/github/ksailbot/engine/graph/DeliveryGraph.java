package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import java.util.Set;

/**
 * All nodes that the entries of an environment lead to.
 *
 * @param nodes parents before their children, each in the order in which it was rendered
 * @param findings of the whole: what depends on what is not there, or on itself
 * @param covered entries that one of the nodes applies itself
 */
public record DeliveryGraph(List<GraphNode> nodes, List<Finding> findings, Set<SourcePath> covered) {
    public DeliveryGraph {
        nodes = List.copyOf(nodes);
        findings = List.copyOf(findings);
        covered = Set.copyOf(covered);
    }
}
