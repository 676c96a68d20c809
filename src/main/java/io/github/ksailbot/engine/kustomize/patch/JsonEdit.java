package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.merge.Authorship;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes one place of a value and makes new only the nodes on the way to it. */
final class JsonEdit {

    /** What happens to the mapping or list that holds the place. */
    @FunctionalInterface
    private interface Change {
        Node in(Node holder, String last) throws BuildException;
    }

    private final Work work;

    /**
     * @param work takes a step for each level on the way, and what the copy of each list and mapping there costs
     */
    JsonEdit(Work work) {
        this.work = work;
    }

    /** Null when a mapping does not have the last key. */
    @Nullable Node get(Operation operation, JsonPointer pointer, Node root) throws BuildException {
        requirePlace(operation, pointer);
        Node holder = root;
        for (int i = 0; i < pointer.segments().size() - 1; i++) {
            holder = step(operation, pointer, holder, i);
        }
        String last = pointer.last();
        if (holder instanceof SequenceNode list) {
            return list.items().get(index(operation, list, last, list.size() - 1));
        }
        if (holder instanceof MappingNode mapping) {
            return mapping.get(last);
        }
        throw noPlace(operation, pointer, holder, pointer.segments().size() - 1);
    }

    Node add(Operation operation, Node root, Node value) throws BuildException {
        refuseTooDeep(operation, value);
        return change(operation, operation.path(), root, (holder, last) -> {
            if (holder instanceof SequenceNode list) {
                List<Node> items = copied(list);
                items.add(last.equals("-") ? items.size() : index(operation, list, last, list.size()), value);
                return list.withItems(items);
            }
            return set((MappingNode) holder, operation, last, value);
        });
    }

    Node replace(Operation operation, Node root, Node value) throws BuildException {
        refuseTooDeep(operation, value);
        return change(operation, operation.path(), root, (holder, last) -> {
            if (holder instanceof SequenceNode list) {
                List<Node> items = copied(list);
                items.set(index(operation, list, last, list.size() - 1), value);
                return list.withItems(items);
            }
            return set((MappingNode) holder, operation, last, value);
        });
    }

    private Node set(MappingNode mapping, Operation operation, String key, Node value) {
        work.copy(mapping.size());
        Node old = mapping.get(key);
        if (old == null) {
            // in quotes, as what comes from JSON: whatever it looks like, it is a string
            ScalarNode written = new ScalarNode(
                    key,
                    Style.DOUBLE_QUOTED,
                    ScalarNode.Type.STRING,
                    operation.path().origin().as(Writer.PATCH, null));
            return mapping.with(new MappingNode.Entry(written, value));
        }
        if (operation.from() != null) {
            return mapping.with(key, value.withOrigin(value.origin().over(old.origin())));
        }
        boolean remembered = value.origin().before() != null;
        return mapping.with(key, remembered ? value : Authorship.over(Writer.PATCH, value, old));
    }

    Node remove(Operation operation, JsonPointer pointer, Node root) throws BuildException {
        return change(operation, pointer, root, (holder, last) -> {
            if (holder instanceof SequenceNode list) {
                List<Node> items = copied(list);
                items.remove(index(operation, list, last, list.size() - 1));
                return list.withItems(items);
            }
            MappingNode mapping = (MappingNode) holder;
            if (!mapping.has(last)) {
                throw noKey(operation, pointer, mapping, pointer.segments().size() - 1);
            }
            work.copy(mapping.size());
            return mapping.without(last);
        });
    }

    private Node change(Operation operation, JsonPointer pointer, Node root, Change change) throws BuildException {
        requirePlace(operation, pointer);
        return change(operation, pointer, root, 0, change);
    }

    private Node change(Operation operation, JsonPointer pointer, Node holder, int at, Change change)
            throws BuildException {
        String segment = pointer.segments().get(at);
        if (at == pointer.segments().size() - 1) {
            if (holder instanceof ScalarNode) {
                throw noPlace(operation, pointer, holder, at);
            }
            return change.in(holder, segment);
        }
        Node below = step(operation, pointer, holder, at);
        Node changed = change(operation, pointer, below, at + 1, change);
        if (holder instanceof SequenceNode list) {
            List<Node> items = copied(list);
            items.set(index(operation, list, segment, list.size() - 1), changed);
            return list.withItems(items);
        }
        MappingNode mapping = (MappingNode) holder;
        work.copy(mapping.size());
        return mapping.with(segment, changed);
    }

    /** What is at a segment on the way. */
    private Node step(Operation operation, JsonPointer pointer, Node holder, int at) throws BuildException {
        work.spend(1);
        String segment = pointer.segments().get(at);
        if (holder instanceof SequenceNode list) {
            return list.items().get(index(operation, list, segment, list.size() - 1));
        }
        if (!(holder instanceof MappingNode mapping)) {
            throw noPlace(operation, pointer, holder, at);
        }
        Node next = mapping.get(segment);
        if (next == null) {
            throw noKey(operation, pointer, mapping, at);
        }
        return next;
    }

    /**
     * @param max the largest index that is allowed
     * @return from 0 to {@code max}
     */
    private static int index(Operation operation, SequenceNode list, String segment, int max) throws BuildException {
        int index;
        try {
            index = Integer.parseInt(segment);
        } catch (NumberFormatException e) {
            throw JsonPatch.failure(
                    JsonPatch.FAILED, operation, "`" + segment + "` is not an index of a list of " + items(list));
        }
        int fromStart = index < 0 ? index + max + 1 : index;
        if (fromStart < 0 || fromStart > max) {
            throw JsonPatch.failure(
                    JsonPatch.FAILED, operation, "index " + index + " is outside of a list of " + items(list));
        }
        return fromStart;
    }

    private List<Node> copied(SequenceNode list) {
        work.copy(2 * list.size());
        return new ArrayList<>(list.items());
    }

    private static String items(SequenceNode list) {
        return list.size() == 1 ? "1 item" : list.size() + " items";
    }

    private static void requirePlace(Operation operation, JsonPointer pointer) throws BuildException {
        if (pointer.segments().isEmpty()) {
            throw JsonPatch.failure(
                    JsonPatch.FAILED,
                    operation,
                    pointer.isRoot()
                            ? "the path is empty"
                            : "the path `" + pointer.text() + "` does not begin with `/`");
        }
    }

    private void refuseTooDeep(Operation operation, Node value) throws BuildException {
        int above = operation.path().segments().size();
        int max = JsonPatch.MAX_DEPTH;
        if (above > max || above + NodeSize.depth(value, max, work) > max) {
            throw JsonPatch.failure(
                    JsonPatch.TOO_LARGE, operation, "the resource would have more than " + max + " levels");
        }
    }

    private static BuildException noKey(Operation operation, JsonPointer pointer, MappingNode in, int at) {
        String has = in.entries().stream()
                .limit(8)
                .map(entry -> "`" + entry.key().text() + "`")
                .reduce((a, b) -> a + ", " + b)
                .map(keys -> "it has " + keys + (in.size() > 8 ? ", …" : ""))
                .orElse("it is empty");
        return JsonPatch.failure(
                JsonPatch.FAILED,
                operation,
                "there is no `" + pointer.segments().get(at) + "` in " + pointer.prefix(at) + "; " + has);
    }

    private static BuildException noPlace(Operation operation, JsonPointer pointer, Node found, int at) {
        String what = found instanceof ScalarNode scalar && scalar.isNull() ? "is null" : "is a single value";
        return JsonPatch.failure(JsonPatch.FAILED, operation, pointer.prefix(at) + " " + what + " and holds no others");
    }
}
