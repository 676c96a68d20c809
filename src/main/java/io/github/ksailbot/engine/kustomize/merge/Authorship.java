package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/** Says of every part of a value who writes it. */
public final class Authorship {
    private Authorship() {}

    /** The same value at the same places, all of it written by {@code writer}. */
    public static Node by(Writer writer, Node node) {
        if (node instanceof MappingNode mapping) {
            List<MappingNode.Entry> entries = new ArrayList<>(mapping.size());
            for (MappingNode.Entry entry : mapping.entries()) {
                entries.add(new MappingNode.Entry((ScalarNode) by(writer, entry.key()), by(writer, entry.value())));
            }
            return MappingNode.of(entries, mapping.origin().as(writer, null));
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>(sequence.size());
            for (Node item : sequence.items()) {
                items.add(by(writer, item));
            }
            return new SequenceNode(items, sequence.origin().as(writer, null));
        }
        return node.withOrigin(node.origin().as(writer, null));
    }
}
