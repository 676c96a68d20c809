package io.github.ksailbot.engine.manifest;

import java.util.List;

/** Compares nodes by what they mean, whatever their origin, style and the order of keys. */
public final class Values {
    private Values() {}

    public static boolean same(Node a, Node b) {
        if (a == b) {
            return true;
        }
        if (a instanceof ScalarNode x && b instanceof ScalarNode y) {
            return x.type() == y.type() && (x.isNull() || x.text().equals(y.text()));
        }
        if (a instanceof SequenceNode x && b instanceof SequenceNode y) {
            return sameItems(x.items(), y.items());
        }
        if (a instanceof MappingNode x && b instanceof MappingNode y) {
            return sameEntries(x, y);
        }
        return false;
    }

    private static boolean sameItems(List<Node> a, List<Node> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEntries(MappingNode a, MappingNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (MappingNode.Entry entry : a.entries()) {
            Node other = b.get(entry.key().text());
            if (other == null || !same(entry.value(), other)) {
                return false;
            }
        }
        return true;
    }
}
