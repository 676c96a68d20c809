package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import org.jspecify.annotations.Nullable;

/** How large a value is, for limits and messages. */
final class NodeSize {
    private static final int MAX_EXCERPT = 40;

    private NodeSize() {}

    /** Mappings, sequences and scalars of a value; counting ends when there are more than {@code limit}. */
    static int nodes(@Nullable Node node, int limit) {
        int count = node == null ? 0 : 1;
        if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                if (count > limit) {
                    break;
                }
                count += nodes(entry.value(), limit - count);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                if (count > limit) {
                    break;
                }
                count += nodes(item, limit - count);
            }
        }
        return count;
    }

    /** Levels of a value: 1 for a scalar; counting ends at {@code limit}. */
    static int depth(Node node, int limit, Work work) {
        work.spend(1);
        int deepest = 0;
        if (limit > 1 && node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                deepest = Math.max(deepest, depth(entry.value(), limit - 1, work));
            }
        } else if (limit > 1 && node instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                deepest = Math.max(deepest, depth(item, limit - 1, work));
            }
        }
        return deepest + 1;
    }

    /** A scalar's text in backquotes, cut short; or what else it is. */
    static String excerpt(@Nullable Node node) {
        if (node instanceof ScalarNode scalar) {
            String text = scalar.text();
            return "`" + (text.length() <= MAX_EXCERPT ? text : text.substring(0, MAX_EXCERPT) + "…") + "`";
        }
        return node instanceof MappingNode ? "a mapping" : "a list";
    }
}
