package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/** Says of every part of a value who writes it. */
public final class Authorship {
    private Authorship() {}

    /**
     * A value in the place of another: each of its mappings' fields stands over the field of that name.
     *
     * @param written where its writer put it
     */
    public static Node over(Writer writer, Node written, Node replaced) {
        Node value = written;
        if (written instanceof MappingNode mapping && replaced instanceof MappingNode before) {
            List<MappingNode.Entry> entries = new ArrayList<>(mapping.size());
            for (MappingNode.Entry entry : mapping.entries()) {
                Node old = before.get(entry.key().text());
                entries.add(old == null ? entry : new MappingNode.Entry(entry.key(), over(writer, entry.value(), old)));
            }
            value = MappingNode.of(entries, mapping.origin());
        }
        return value.withOrigin(written.origin().as(writer, replaced.origin()));
    }

    /** The same value at the same places, all of it written by {@code writer}. */
    public static Node by(Writer writer, Node node, Work work) {
        work.spend(2);
        if (node instanceof MappingNode mapping) {
            List<MappingNode.Entry> entries = new ArrayList<>(mapping.size());
            for (MappingNode.Entry entry : mapping.entries()) {
                entries.add(new MappingNode.Entry(
                        (ScalarNode) by(writer, entry.key(), work), by(writer, entry.value(), work)));
            }
            return MappingNode.of(entries, mapping.origin().as(writer, null));
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>(sequence.size());
            for (Node item : sequence.items()) {
                items.add(by(writer, item, work));
            }
            return new SequenceNode(items, sequence.origin().as(writer, null));
        }
        return node.withOrigin(node.origin().as(writer, null));
    }
}
