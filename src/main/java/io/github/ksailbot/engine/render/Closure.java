package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import java.util.SortedSet;

/**
 * Every manifest that an environment's cluster would get from one source tree.
 *
 * @param environment whose
 * @param manifests in the order of the entries, each entry's in the order in which its engine applies them
 * @param parts manifests of entries that another entry includes: what the cluster gets of them is among the manifests,
 *     as that entry makes it
 * @param findings what is wrong with the way there: kustomizations, missing files, syntax
 * @param read every file that rendering read, so that what no environment reaches can be told apart
 * @param nodes the graph behind the entries: what brings more manifests, parents before their children
 * @param cost what it took to render, and to keep
 */
public record Closure(
        Environment environment,
        List<Manifest> manifests,
        List<Manifest> parts,
        List<Finding> findings,
        SortedSet<SourcePath> read,
        List<GraphNode> nodes,
        Cost cost) {
    /**
     * What rendering comes to, whatever was known before.
     *
     * @param steps of work, as builds count them
     * @param values mappings, sequences and scalars of manifests
     */
    public record Cost(long steps, long values) {
        public static final Cost NOTHING = new Cost(0, 0);

        public Cost plus(Cost other) {
            return new Cost(steps + other.steps, values + other.values);
        }
    }

    public Closure {
        manifests = List.copyOf(manifests);
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
        nodes = List.copyOf(nodes);
    }

    /**
     * Whether nothing failed on the way, and nothing is brought from elsewhere. Of a closure that is not whole nothing follows
     * from a manifest that is not there: least of all that the cluster would lose it.
     */
    public boolean isWhole() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR)
                && nodes.stream().allMatch(node -> node.state() == NodeState.RENDERED);
    }
}
