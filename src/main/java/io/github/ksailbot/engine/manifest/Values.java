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
            return sameScalar(x, y);
        }
        if (a instanceof SequenceNode x && b instanceof SequenceNode y) {
            return sameItems(x.items(), y.items());
        }
        if (a instanceof MappingNode x && b instanceof MappingNode y) {
            return sameEntries(x, y);
        }
        return false;
    }

    /** Numbers and booleans by what they become in JSON: {@code 0x10} is 16, {@code 1.0} is 1. */
    private static boolean sameScalar(ScalarNode a, ScalarNode b) {
        if (a.isString() || b.isString()) {
            return a.type() == b.type() && a.text().equals(b.text());
        }
        return CanonicalJson.of(a).equals(CanonicalJson.of(b));
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
