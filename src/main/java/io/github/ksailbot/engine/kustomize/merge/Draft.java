package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node while it is merged: kyaml changes nodes in place and even shares them between the patch and the resource,
 * and some of its results follow from just that. {@link #freeze()} gives back the very node that a draft was made of
 * unless something in it has changed.
 */
abstract sealed class Draft {
    /** The value that this one has replaced. */
    private @Nullable Node over;

    static Draft of(Node node) {
        if (node instanceof MappingNode mapping) {
            return new OfMapping(mapping);
        }
        return node instanceof SequenceNode sequence ? new OfSequence(sequence) : new OfScalar((ScalarNode) node);
    }

    static boolean isMissingOrNull(@Nullable Draft draft) {
        return draft == null || (draft instanceof OfScalar scalar && scalar.node.isNull());
    }

    static boolean isEmptyMapping(@Nullable Draft draft) {
        return draft instanceof OfMapping mapping && mapping.isEmpty();
    }

    /** The text of a scalar, null's included; empty for everything else. */
    String text() {
        return "";
    }

    abstract Node source();

    abstract Node frozen();

    final Origin origin() {
        return source().origin();
    }

    /** The node as it is now; nodes without a change are those that the draft was made of. */
    final Node freeze() {
        Node node = frozen();
        Node before = over;
        if (before == null) {
            return node;
        }
        return isTypedByTarget()
                ? node.withOrigin(before.origin().as(before.origin().writer(), node.origin()))
                : Authorship.over(Writer.PATCH, node, before);
    }

    /** Whether the value is of another type than its patch wrote: then the target's line is the one to mend. */
    boolean isTypedByTarget() {
        return false;
    }

    /** Remembers that this draft stands where another value stood. */
    final void standsOver(Draft replaced) {
        over = replaced.source();
    }

    /** A scalar; never changed, only replaced. */
    static final class OfScalar extends Draft {
        private final ScalarNode node;
        private final boolean typedByTarget;

        OfScalar(ScalarNode node) {
            this(node, false);
        }

        private OfScalar(ScalarNode node, boolean typedByTarget) {
            this.node = node;
            this.typedByTarget = typedByTarget;
        }

        @Override
        boolean isTypedByTarget() {
            return typedByTarget;
        }

        /**
         * This scalar in the place of another: kyaml keeps the style of the one that was there, and what is quoted is
         * a string.
         */
        OfScalar inStyleOf(OfScalar replaced) {
            ScalarNode.Style style = replaced.node.style();
            ScalarNode.Type type = style == ScalarNode.Style.PLAIN ? node.type() : ScalarNode.Type.STRING;
            return style == node.style() && type == node.type()
                    ? this
                    : new OfScalar(new ScalarNode(node.text(), style, type, node.origin()), type != node.type());
        }

        @Override
        String text() {
            return node.text();
        }

        @Override
        ScalarNode source() {
            return node;
        }

        @Override
        ScalarNode frozen() {
            return node;
        }
    }

    /** A sequence. */
    static final class OfSequence extends Draft {
        private final SequenceNode source;
        private @Nullable List<Draft> items;

        OfSequence(SequenceNode source) {
            this.source = source;
        }

        /** In order; may be changed. */
        List<Draft> items() {
            List<Draft> current = items;
            if (current == null) {
                current = new ArrayList<>(source.size());
                for (Node item : source.items()) {
                    current.add(of(item));
                }
                items = current;
            }
            return current;
        }

        void setItems(List<Draft> newItems) {
            items = newItems;
        }

        @Override
        SequenceNode source() {
            return source;
        }

        @Override
        SequenceNode frozen() {
            List<Draft> current = items;
            if (current == null) {
                return source;
            }
            boolean changed = current.size() != source.size();
            List<Node> frozen = new ArrayList<>(current.size());
            for (int i = 0; i < current.size(); i++) {
                Node item = current.get(i).freeze();
                frozen.add(item);
                changed = changed || item != source.items().get(i);
            }
            return changed ? source.withItems(frozen) : source;
        }
    }

    /** A mapping. */
    static final class OfMapping extends Draft {
        private record Field(ScalarNode key, Draft value) {}

        private final MappingNode source;
        private @Nullable Map<String, Field> fields;

        OfMapping(MappingNode source) {
            this.source = source;
        }

        private Map<String, Field> fields() {
            Map<String, Field> current = fields;
            if (current == null) {
                current = new LinkedHashMap<>(source.size() * 2);
                for (MappingNode.Entry entry : source.entries()) {
                    current.put(entry.key().text(), new Field(entry.key(), of(entry.value())));
                }
                fields = current;
            }
            return current;
        }

        List<String> names() {
            return List.copyOf(fields().keySet());
        }

        boolean isEmpty() {
            return fields == null ? source.isEmpty() : fields.isEmpty();
        }

        @Nullable Draft get(String name) {
            Field field = fields().get(name);
            return field == null ? null : field.value();
        }

        /** Where a key is written; where the mapping begins when it is not there. */
        ScalarNode key(String name) {
            Field field = fields().get(name);
            return field == null ? ScalarNode.string(name, origin()) : field.key();
        }

        /** Sets a value where its key stands, or appends it with the key as written by {@code author}. */
        void set(String name, Draft value, OfMapping author) {
            Field field = fields().get(name);
            if (field == null) {
                fields().put(name, new Field(author.key(name), value));
            } else if (field.value() != value && !isSameScalar(field.value(), value)) {
                Draft set = field.value() instanceof OfScalar old && value instanceof OfScalar scalar
                        ? scalar.inStyleOf(old)
                        : value;
                set.standsOver(field.value());
                fields().put(name, new Field(field.key(), set));
            }
        }

        private static boolean isSameScalar(Draft old, Draft value) {
            return value instanceof OfScalar && value.source() == old.source();
        }

        void remove(String name) {
            if (isEmpty() || get(name) == null) {
                return;
            }
            fields().remove(name);
        }

        @Override
        MappingNode source() {
            return source;
        }

        @Override
        MappingNode frozen() {
            Map<String, Field> current = fields;
            if (current == null) {
                return source;
            }
            boolean changed = current.size() != source.size();
            List<MappingNode.Entry> frozen = new ArrayList<>(current.size());
            int at = 0;
            for (Field field : current.values()) {
                Node value = field.value().freeze();
                changed = changed || value != source.entries().get(at).value();
                frozen.add(
                        changed
                                ? new MappingNode.Entry(field.key(), value)
                                : source.entries().get(at));
                at++;
            }
            return changed ? MappingNode.of(frozen, source.origin()) : source;
        }
    }
}
