package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root of a document to one of its values.
 *
 * <p>As text: {@code spec.containers[0].image}; a key that is not letters, digits, {@code _}, {@code -}, {@code /} or
 * {@code $} is quoted, as in {@code metadata.annotations["a.b/c"]}. The empty text is the root.
 *
 * @param steps keys and indices from the root
 */
public record FieldPath(List<Step> steps) {
    /** One step down. */
    public sealed interface Step {}

    /** Into a mapping. */
    public record Key(String name) implements Step {}

    /**
     * Into a sequence, from 0. A JSON pointer does not tell indices from keys of digits, so it also finds the key of a
     * mapping that has its decimal text.
     */
    public record Index(int position) implements Step {}

    public static final FieldPath ROOT = new FieldPath(List.of());

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** A path of keys: {@code FieldPath.of("metadata", "name")}. */
    public static FieldPath of(String... keys) {
        FieldPath path = ROOT;
        for (String key : keys) {
            path = path.key(key);
        }
        return path;
    }

    /**
     * Reads the text form above.
     *
     * @throws FieldPathException if the text is not of that form
     */
    public static FieldPath parse(String text) throws FieldPathException {
        return new FieldPathParser(text).parse();
    }

    /**
     * A JSON pointer (RFC 6901), such as {@code /spec/containers/0/image}. Its {@code -}, the place behind the last item, is
     * a key that no sequence has.
     *
     * @throws FieldPathException if it is neither empty nor begins with a slash
     */
    public static FieldPath ofPointer(String pointer) throws FieldPathException {
        if (pointer.isEmpty()) {
            return ROOT;
        }
        if (!pointer.startsWith("/")) {
            throw new FieldPathException("A JSON pointer begins with `/`: " + Excerpt.of(pointer));
        }
        List<Step> steps = new ArrayList<>();
        for (String token : pointer.substring(1).split("/", -1)) {
            boolean index = token.matches("0|[1-9][0-9]{0,8}");
            steps.add(
                    index
                            ? new Index(Integer.parseInt(token))
                            : new Key(token.replace("~1", "/").replace("~0", "~")));
        }
        return new FieldPath(steps);
    }

    public FieldPath key(String name) {
        return with(new Key(name));
    }

    public FieldPath index(int position) {
        return with(new Index(position));
    }

    /** The path without its last step; the root's parent is the root. */
    public FieldPath parent() {
        return steps.isEmpty() ? this : new FieldPath(steps.subList(0, steps.size() - 1));
    }

    /** The value at this path; null when there is none. */
    public @Nullable Node find(Node root) {
        Node node = root;
        for (Step step : steps) {
            node = down(node, step);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** The value at this path, or else its deepest ancestor that is written; at least the root. */
    public Node nearest(Node root) {
        Node node = root;
        for (Step step : steps) {
            Node next = down(node, step);
            if (next == null) {
                return node;
            }
            node = next;
        }
        return node;
    }

    /**
     * Where the key of the last step is written, for a caret below a field's name. For an item of a sequence, where it begins;
     * for what is not written, where the key of the deepest written ancestor is; for the root, where it begins.
     */
    public Origin keyOrigin(Node root) {
        Node node = root;
        Origin origin = root.origin();
        for (Step step : steps) {
            Node next = down(node, step);
            if (next == null) {
                return origin;
            }
            MappingNode.Entry entry = node instanceof MappingNode mapping ? mapping.entry(name(step)) : null;
            origin = entry == null ? next.origin() : entry.key().origin();
            node = next;
        }
        return origin;
    }

    /** As a JSON pointer (RFC 6901). */
    public String toPointer() {
        StringBuilder pointer = new StringBuilder();
        for (Step step : steps) {
            pointer.append('/').append(name(step).replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Index index) {
                text.append('[').append(index.position()).append(']');
            } else if (FieldPathParser.isBare(name(step))) {
                text.append(text.length() == 0 ? "" : ".").append(name(step));
            } else {
                text.append('[').append(CanonicalJson.string(name(step))).append(']');
            }
        }
        return text.toString();
    }

    private FieldPath with(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(longer);
    }

    private static @Nullable Node down(Node node, Step step) {
        if (node instanceof MappingNode mapping) {
            return mapping.get(name(step));
        }
        boolean within = node instanceof SequenceNode sequence
                && step instanceof Index index
                && index.position() >= 0
                && index.position() < sequence.size();
        return within ? ((SequenceNode) node).items().get(((Index) step).position()) : null;
    }

    private static String name(Step step) {
        return step instanceof Key key ? key.name() : Integer.toString(((Index) step).position());
    }
}
