package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import java.util.List;

/**
 * All Kustomizations that one entry leads to.
 *
 * @param nodes parents before their children
 * @param findings of the whole: what depends on what is not there, or on itself
 * @param coversEntry whether one of the nodes applies the entry itself
 */
public record FluxGraph(List<FluxNode> nodes, List<Finding> findings, boolean coversEntry) {
    public FluxGraph {
        nodes = List.copyOf(nodes);
        findings = List.copyOf(findings);
    }
}
