package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourceTrace;
import java.util.List;

/**
 * What a node comes to.
 *
 * @param state whether it was rendered
 * @param reason why it was not, as the end of a sentence; empty when it was
 * @param manifests in the order in which its engine applies them; empty when it was not rendered
 * @param findings what is wrong with it
 * @param trace of all that was asked of the tree to render it
 */
public record NodeResult(
        NodeState state, String reason, List<Manifest> manifests, List<Finding> findings, SourceTrace trace) {
    public NodeResult {
        manifests = List.copyOf(manifests);
        findings = List.copyOf(findings);
    }

    public NodeResult withTrace(SourceTrace newTrace) {
        return new NodeResult(state, reason, manifests, findings, newTrace);
    }

    /** Rendered, or failed where there are errors among the findings. */
    public static NodeResult rendered(List<Manifest> manifests, List<Finding> findings, SourceTrace trace) {
        boolean failed = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return new NodeResult(
                failed ? NodeState.FAILED : NodeState.RENDERED,
                failed ? "it has errors" : "",
                manifests,
                findings,
                trace);
    }

    public static NodeResult elsewhere(String reason, List<Finding> findings, SourceTrace trace) {
        return new NodeResult(NodeState.ELSEWHERE, reason, List.of(), findings, trace);
    }

    public static NodeResult notRendered(String reason, List<Finding> findings, SourceTrace trace) {
        return new NodeResult(NodeState.NOT_RENDERED, reason, List.of(), findings, trace);
    }
}
