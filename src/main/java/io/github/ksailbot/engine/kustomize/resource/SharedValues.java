package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels and annotations that were added to several fields of a resource at once. For kustomize they are one node in many
 * places: what changes it in one of them later, be it another label or a patch, changes it in all of them, selectors
 * included. A JSON patch, for which a resource is written out and read again, makes many of the one.
 *
 * @see <a href="https://github.com/kubernetes-sigs/kustomize/blob/api/v0.19.0/api/filters/filtersutil/setters.go">kustomize,
 *     filtersutil.SetEntry</a>
 */
final class SharedValues {
    private final IdentityHashMap<ScalarNode, @Nullable ScalarNode> changes = new IdentityHashMap<>();
    private final Work work;

    private SharedValues(List<ScalarNode> shared, Work work) {
        shared.forEach(value -> changes.put(value, null));
        this.work = work;
    }

    /** What a resource looks like when a change of one place is one of all. */
    record Spread(MappingNode root, List<ScalarNode> shared) {}

    /**
     * @param shared values of {@code old}, known by their identity
     * @param root what a step made of {@code old}
     */
    static Spread spread(List<ScalarNode> shared, MappingNode old, MappingNode root, Work work) {
        SharedValues values = new SharedValues(shared, work);
        values.compare(old, root);
        List<ScalarNode> now = new ArrayList<>(shared.size());
        boolean changed = false;
        for (ScalarNode value : shared) {
            ScalarNode change = values.changes.get(value);
            changed |= change != null;
            now.add(change == null ? value : change);
        }
        return changed
                ? new Spread((MappingNode) values.written(old, root), List.copyOf(now))
                : new Spread(root, shared);
    }

    @SuppressWarnings("ReferenceEquality") // what a step leaves alone is the same node
    private void compare(Node old, @Nullable Node node) {
        if (node == old || node == null) {
            return;
        }
        work.spend(1);
        if (old instanceof ScalarNode value) {
            if (node instanceof ScalarNode change && changes.containsKey(value)) {
                changes.put(value, change);
            }
        } else if (old instanceof MappingNode before && node instanceof MappingNode after) {
            before.entries()
                    .forEach(entry ->
                            compare(entry.value(), after.get(entry.key().text())));
        } else if (old instanceof SequenceNode before
                && node instanceof SequenceNode after
                && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(before.items().get(i), after.items().get(i));
            }
        }
    }

    private Node written(@Nullable Node old, Node node) {
        work.spend(1);
        if (node instanceof MappingNode mapping) {
            return mapping(old instanceof MappingNode before ? before : null, mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return sequence(old instanceof SequenceNode before ? before : null, sequence);
        }
        ScalarNode change = changes.get(node);
        if (change == null && old instanceof ScalarNode) {
            change = changes.get(old);
        }
        return change == null ? node : change;
    }

    @SuppressWarnings("ReferenceEquality") // what stays is the same node
    private MappingNode mapping(@Nullable MappingNode old, MappingNode mapping) {
        List<MappingNode.Entry> changed = new ArrayList<>();
        for (MappingNode.Entry entry : mapping.entries()) {
            Node value = written(old == null ? null : old.get(entry.key().text()), entry.value());
            if (value != entry.value()) {
                changed.add(new MappingNode.Entry(entry.key(), value));
            }
        }
        return changed.isEmpty() ? mapping : mapping.with(changed);
    }

    @SuppressWarnings("ReferenceEquality") // what stays is the same node
    private SequenceNode sequence(@Nullable SequenceNode old, SequenceNode sequence) {
        List<Node> items = new ArrayList<>(sequence.size());
        boolean paired = old != null && old.size() == sequence.size();
        boolean changed = false;
        for (int i = 0; i < sequence.size(); i++) {
            Node item = sequence.items().get(i);
            Node value = written(old != null && paired ? old.items().get(i) : null, item);
            changed |= value != item;
            items.add(value);
        }
        return changed ? sequence.withItems(items) : sequence;
    }
}
