package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.util.function.BiConsumer;

/** The values of a document that hold no others: scalars, empty mappings and empty sequences. */
public final class Leaves {
    private Leaves() {}

    /**
     * Visits each leaf with its path.
     *
     * @param visitor called in the order in which {@link YamlWriter} prints the values
     */
    public static void visit(Node root, BiConsumer<FieldPath, Node> visitor) {
        visit(FieldPath.ROOT, root, visitor);
    }

    private static void visit(FieldPath path, Node node, BiConsumer<FieldPath, Node> visitor) {
        if (node instanceof MappingNode mapping && !mapping.isEmpty()) {
            for (MappingNode.Entry entry : KeyOrder.sorted(mapping.entries())) {
                visit(path.key(entry.key().text()), entry.value(), visitor);
            }
        } else if (node instanceof SequenceNode sequence && sequence.size() > 0) {
            for (int i = 0; i < sequence.size(); i++) {
                visit(path.index(i), sequence.items().get(i), visitor);
            }
        } else {
            visitor.accept(path, node);
        }
    }
}
