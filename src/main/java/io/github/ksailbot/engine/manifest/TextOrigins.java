package io.github.ksailbot.engine.manifest;

import java.util.ArrayList;
import java.util.List;

/** Gives back their places to values that went through a text. */
public final class TextOrigins {
    private TextOrigins() {}

    /**
     * The same values; what the document before the text has as well is where it was there, everything else where its nearest
     * parent was.
     */
    public static Node placed(Node node, Node before) {
        if (node instanceof MappingNode mapping) {
            List<MappingNode.Entry> entries = new ArrayList<>();
            for (MappingNode.Entry entry : mapping.entries()) {
                MappingNode.Entry old = before instanceof MappingNode other
                        ? other.entry(entry.key().text())
                        : null;
                entries.add(
                        old == null
                                ? new MappingNode.Entry(
                                        entry.key().withOrigin(before.origin()), placed(entry.value(), before))
                                : new MappingNode.Entry(
                                        entry.key().withOrigin(old.key().origin()),
                                        placed(entry.value(), old.value())));
            }
            return MappingNode.of(entries, before.origin());
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (int i = 0; i < sequence.size(); i++) {
                Node old = before instanceof SequenceNode other && i < other.size()
                        ? other.items().get(i)
                        : before;
                items.add(placed(sequence.items().get(i), old));
            }
            return new SequenceNode(items, before.origin());
        }
        return node.withOrigin(before.origin());
    }
}
