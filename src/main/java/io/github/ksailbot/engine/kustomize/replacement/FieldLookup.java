package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.kustomize.replacement.FieldPath.Segment;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import org.jspecify.annotations.Nullable;

/** Finds the one field that a path leads to, as the source of a replacement: no regular expressions, {@code -} is the last item. */
final class FieldLookup {
    private FieldLookup() {}

    /**
     * @return null when there is no such field
     * @throws BuildException when the path goes through a value that has no fields or items
     */
    static @Nullable Node find(Node root, FieldPath path, Work work) throws BuildException {
        Node node = root;
        for (Segment segment : path.segments()) {
            work.spend(1);
            if (node instanceof SequenceNode list) {
                work.spend(list.size());
            }
            if (segment.text().isBlank()) {
                continue;
            }
            if (node instanceof ScalarNode scalar && scalar.isNull()) {
                return null;
            }
            Node next = step(node, segment, path);
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }

    private static @Nullable Node step(Node node, Segment segment, FieldPath path) throws BuildException {
        if (segment.kind() == Segment.Kind.FIELD) {
            if (node instanceof MappingNode mapping) {
                return mapping.get(segment.text().strip());
            }
            throw notThere(segment, "a mapping", path);
        }
        if (segment.kind() == Segment.Kind.EVERY) {
            throw path.unusable(segment, "the source is one value, and this would be several");
        }
        if (!(node instanceof SequenceNode list)) {
            throw notThere(segment, "a list", path);
        }
        return switch (segment.kind()) {
            case INDEX -> segment.index() < list.size() ? list.items().get(segment.index()) : null;
            case LAST -> list.size() == 0 ? null : list.items().get(list.size() - 1);
            default -> item(list, segment, path);
        };
    }

    private static @Nullable Node item(SequenceNode list, Segment segment, FieldPath path) throws BuildException {
        if (segment.text().indexOf('=') < 0) {
            throw path.unusable(segment, segment.problem());
        }
        for (Node item : list.items()) {
            Node value = segment.key().isEmpty()
                    ? item
                    : item instanceof MappingNode mapping ? mapping.get(segment.key()) : null;
            if (value instanceof ScalarNode scalar && scalar.text().equals(segment.value())) {
                return item;
            }
        }
        return null;
    }

    private static BuildException notThere(Segment segment, String wanted, FieldPath path) {
        return BuildException.of(
                        FieldPath.INVALID,
                        "`" + segment.text() + "` of the field path `" + path + "` needs " + wanted
                                + ", and the resource has something else there.",
                        path.written().origin())
                .withFix("Correct the field path: names lead into mappings, numbers and `[key=value]` into lists.");
    }
}
