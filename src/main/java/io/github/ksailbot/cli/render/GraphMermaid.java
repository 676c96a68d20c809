package io.github.ksailbot.cli.render;

import io.github.ksailbot.engine.graph.ApplyOrder;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeState;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.engine.verdict.Verdicts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Graphs of environments as one Mermaid flowchart: solid arrows apply, dotted ones wait. */
final class GraphMermaid {
    private static final int LONGEST = 80;

    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private int next;

    private GraphMermaid() {}

    static String of(List<Closure> closures) {
        GraphMermaid graph = new GraphMermaid();
        closures.forEach(graph::add);
        return graph.text
                .append("  classDef elsewhere stroke-dasharray: 4\n  classDef failed stroke:#d00\n")
                .toString();
    }

    private void add(Closure closure) {
        String entry = "n" + next++;
        boolean isMissing = closure.manifests().isEmpty() && !closure.isWhole();
        boolean isUnchecked = Verdicts.of(closure.findings()) == Verdict.COULD_NOT_CHECK;
        NodeState state = isUnchecked ? NodeState.NOT_RENDERED : NodeState.FAILED;
        line("%s([\"%s%s\"])%s"
                .formatted(
                        entry,
                        label(closure.environment().name().value()),
                        isMissing ? "<br/>" + words(state) : "",
                        isMissing ? style(state) : ""));
        Map<ObjectKey, String> ids = new HashMap<>();
        for (GraphNode node : closure.nodes()) {
            ids.put(node.key(), "n" + next++);
        }
        for (GraphNode node : closure.nodes()) {
            String id = ids.getOrDefault(node.key(), entry);
            String counts =
                    node.state() == NodeState.RENDERED ? node.manifests().size() + " objects" : words(node.state());
            line("%s[\"%s<br/>%s<br/>%s\"]%s"
                    .formatted(id, label(node.key().kind()), label(node.key().path()), counts, style(node.state())));
            ObjectKey parent = node.parent();
            line((parent == null ? entry : ids.getOrDefault(parent, entry)) + " --> " + id);
            for (ObjectKey dependency : ApplyOrder.dependencies(node)) {
                String other = ids.get(dependency);
                if (other != null) {
                    line(id + " -.-> " + other);
                }
            }
        }
    }

    private static String words(NodeState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String style(NodeState state) {
        return switch (state) {
            case RENDERED -> "";
            case FAILED -> ":::failed";
            case ELSEWHERE, NOT_RENDERED -> ":::elsewhere";
        };
    }

    /** Names come from the repository: nothing of them may end the label. */
    private static String label(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints().limit(LONGEST).forEach(c -> {
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._/: ".indexOf(c) >= 0)) {
                safe.appendCodePoint(c);
            } else {
                safe.append('#').append(c).append(';');
            }
        });
        return safe.toString();
    }

    private void line(String content) {
        text.append("  ").append(content).append('\n');
    }
}
