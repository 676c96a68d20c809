package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import org.jspecify.annotations.Nullable;

/** Gives what was written into a file of our own the place of the object that asked for it. */
final class GeneratedOrigins {
    private final String file;
    private final Origin place;

    /**
     * @param file that is not in the repository
     * @param place what every value in it was written for
     */
    GeneratedOrigins(String file, Origin place) {
        this.file = file;
        this.place = place;
    }

    MappingNode replace(MappingNode mapping) {
        return MappingNode.of(
                mapping.entries().stream()
                        .map(entry -> new MappingNode.Entry(
                                entry.key().withOrigin(of(entry.key().origin())), replace(entry.value())))
                        .toList(),
                of(mapping.origin()));
    }

    private Node replace(Node node) {
        if (node instanceof MappingNode mapping) {
            return replace(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return new SequenceNode(sequence.items().stream().map(this::replace).toList(), of(sequence.origin()));
        }
        return node.withOrigin(of(node.origin()));
    }

    private Origin of(Origin origin) {
        Origin before = origin.before();
        @Nullable Origin replaced = before == null ? null : of(before);
        return (origin.file().equals(file) ? place : origin).as(origin.writer(), replaced);
    }
}
