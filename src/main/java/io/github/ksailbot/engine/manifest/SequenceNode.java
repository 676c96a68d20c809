package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Origin;
import java.util.List;

/**
 * A YAML sequence.
 *
 * @param items in order
 * @param origin where the sequence begins
 */
public record SequenceNode(List<Node> items, Origin origin) implements Node {
    public SequenceNode {
        items = List.copyOf(items);
    }

    public int size() {
        return items.size();
    }

    @Override
    public int values() {
        long values = 1;
        for (Node item : items) {
            values += item.values();
        }
        return (int) Math.min(values, Integer.MAX_VALUE);
    }

    public SequenceNode withItems(List<? extends Node> newItems) {
        return new SequenceNode(List.copyOf(newItems), origin);
    }

    @Override
    public SequenceNode withOrigin(Origin newOrigin) {
        return new SequenceNode(items, newOrigin);
    }
}
