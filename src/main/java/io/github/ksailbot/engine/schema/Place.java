package io.github.ksailbot.engine.schema;

import com.networknt.schema.path.NodePath;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value in a manifest with the way to it.
 *
 * @param parent null for the root
 * @param key name of the field; empty for the root and for items
 * @param position which entry or item of the parent
 * @param keyNode the key as it was written; null for the root and for items
 * @param node the value
 * @param type what the schema says of it
 */
record Place(
        @Nullable Place parent,
        String key,
        int position,
        @Nullable ScalarNode keyNode,
        Node node,
        SchemaType type) {

    static Place root(Node node, SchemaType type) {
        return new Place(null, "", 0, null, node, type);
    }

    /** The place that a validator names; the nearest that exists when a name leads nowhere. */
    Place at(NodePath path) {
        Place place = this;
        for (int i = 0; i < path.getNameCount(); i++) {
            Object element = path.getElement(i);
            Place next = element instanceof Integer index ? place.item(index) : place.field(String.valueOf(element));
            if (next == null) {
                return place;
            }
            place = next;
        }
        return place;
    }

    @Nullable Place field(String name) {
        if (node instanceof MappingNode mapping) {
            for (int i = 0; i < mapping.size(); i++) {
                if (mapping.entries().get(i).key().text().equals(name)) {
                    return entry(mapping, i);
                }
            }
        }
        return null;
    }

    /** All fields of a mapping, in order; empty for everything else. */
    List<Place> fields() {
        List<Place> fields = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (int i = 0; i < mapping.size(); i++) {
                fields.add(entry(mapping, i));
            }
        }
        return fields;
    }

    private Place entry(MappingNode mapping, int index) {
        MappingNode.Entry entry = mapping.entries().get(index);
        String name = entry.key().text();
        return new Place(this, name, index, entry.key(), entry.value(), type.property(name));
    }

    @Nullable Place item(int index) {
        return node instanceof SequenceNode sequence && index < sequence.size()
                ? new Place(this, "", index, null, sequence.items().get(index), type.item())
                : null;
    }

    /** Where the reader should look when something is missing here: the key, or the item itself. */
    Origin head() {
        return keyNode == null ? node.origin() : keyNode.origin();
    }

    /** The name of the field that this is, or that this is an item of; empty for the root. */
    String fieldName() {
        return key.isEmpty() && parent != null ? parent.fieldName() : key;
    }

    /** Such as {@code spec.containers[0].image}; empty for the root. */
    String path() {
        return fieldPath().toString();
    }

    /** Path of a field of this place, whether it is there or not. */
    String path(String field) {
        return fieldPath().key(field).toString();
    }

    private FieldPath fieldPath() {
        FieldPath path = FieldPath.ROOT;
        for (Place place : way()) {
            path = place.keyNode == null ? path.index(place.position) : path.key(place.key);
        }
        return path;
    }

    /** Whether this is a field of the root, or lies in it. */
    boolean isWithin(String topLevelField) {
        Deque<Place> way = way();
        return !way.isEmpty() && way.getFirst().key.equals(topLevelField);
    }

    /** From the field of the root down to this; empty for the root. */
    private Deque<Place> way() {
        Deque<Place> way = new ArrayDeque<>();
        for (Place place = this; place.parent != null; place = place.parent) {
            way.addFirst(place);
        }
        return way;
    }

    /** The same way from the same root, so that telling two places apart does not read the manifest. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
        return other instanceof Place place
                && position == place.position
                && (parent == null ? place.parent == null && node == place.node : parent.equals(place.parent));
    }

    @Override
    public int hashCode() {
        return parent == null ? System.identityHashCode(node) : 31 * parent.hashCode() + position + 1;
    }

    /** Document order; a place comes before what is in it. */
    static int compareInDocument(Place a, Place b) {
        Iterator<Place> x = a.way().iterator();
        Iterator<Place> y = b.way().iterator();
        while (x.hasNext() && y.hasNext()) {
            int order = Integer.compare(x.next().position, y.next().position);
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(x.hasNext(), y.hasNext());
    }
}
