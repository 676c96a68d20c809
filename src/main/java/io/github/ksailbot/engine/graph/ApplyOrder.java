package io.github.ksailbot.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which a cluster would apply nodes: parents first, and what {@code dependsOn} names before what names it. */
public final class ApplyOrder {
    private final Map<ObjectKey, GraphNode> nodes = new HashMap<>();
    private final Set<ObjectKey> visited = new HashSet<>();
    private final Set<ObjectKey> done = new HashSet<>();
    private final List<GraphNode> ordered = new ArrayList<>();

    private ApplyOrder() {}

    /** Where they do not depend on each other, or in a circle, they stay as they were. */
    public static List<GraphNode> of(List<GraphNode> nodes) {
        ApplyOrder order = new ApplyOrder();
        nodes.forEach(node -> order.nodes.putIfAbsent(node.key(), node));
        nodes.forEach(order::visit);
        return List.copyOf(order.ordered);
    }

    /** Objects of the same kind that a node waits for, as its {@code spec.dependsOn} names them. */
    public static List<ObjectKey> dependencies(GraphNode node) {
        return node.object().spec().mappings("dependsOn").stream()
                .filter(reference -> !reference.text("name").isEmpty())
                .map(reference ->
                        ObjectKey.of(reference, node.key().kind(), node.key().namespace()))
                .toList();
    }

    /** A chain may be thousands long, so this goes by a list of its own; a node stays in it until all before it are done. */
    private void visit(GraphNode node) {
        List<GraphNode> pending = new ArrayList<>(List.of(node));
        while (!pending.isEmpty()) {
            GraphNode top = pending.get(pending.size() - 1);
            List<GraphNode> waiting = visited.add(top.key()) ? before(top) : List.of();
            if (waiting.isEmpty()) {
                pending.remove(pending.size() - 1);
                if (done.add(top.key())) {
                    ordered.add(top);
                }
            } else {
                pending.addAll(waiting);
            }
        }
    }

    /** Those that were not met yet, the first one last. */
    private List<GraphNode> before(GraphNode node) {
        List<ObjectKey> keys = new ArrayList<>(dependencies(node));
        if (node.parent() != null) {
            keys.add(0, node.parent());
        }
        List<GraphNode> before = new ArrayList<>();
        for (ObjectKey key : keys) {
            GraphNode other = nodes.get(key);
            if (other != null && !visited.contains(key)) {
                before.add(0, other);
            }
        }
        return before;
    }
}
