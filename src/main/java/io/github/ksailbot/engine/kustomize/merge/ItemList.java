package io.github.ksailbot.engine.kustomize.merge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds, sets and removes items of a list by the values of some of their fields. A single empty field name means the
 * item itself, a scalar. After kyaml's {@code ElementMatcher} and {@code ElementSetter}.
 */
final class ItemList {
    private ItemList() {}

    /** The first item whose fields have these texts; null when there is none, or no list. */
    static @Nullable Draft find(@Nullable Draft list, List<String> keys, List<String> values) {
        if (!(list instanceof Draft.OfSequence sequence)) {
            return null;
        }
        if (keys.get(0).isEmpty()) {
            for (Draft item : sequence.items()) {
                if (item.text().equals(values.get(0))) {
                    return item;
                }
            }
            return null;
        }
        for (Draft item : sequence.items()) {
            if (item instanceof Draft.OfMapping mapping && hasAll(mapping, keys, values)) {
                return item;
            }
        }
        return null;
    }

    private static boolean hasAll(Draft.OfMapping item, List<String> keys, List<String> values) {
        for (int i = 0; i < keys.size(); i++) {
            Draft value = item.get(keys.get(i));
            if (value == null || !value.text().equals(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    static void remove(Draft.OfSequence list, List<String> keys, List<String> values, FieldTrail field)
            throws MergeException {
        set(list, keys, values, null, field);
    }

    /**
     * Puts an item in the place of all that match, or at the end when none does; null removes those that match. Null
     * items and empty mappings go away in any case. An empty value matches whatever the field holds.
     *
     * @param values one for each of the first keys, the others do not count; none: then nothing matches, and all items
     *     that could have go away
     */
    static void set(
            Draft.OfSequence list, List<String> keys, List<String> values, @Nullable Draft element, FieldTrail field)
            throws MergeException {
        boolean ofMappings =
                !keys.get(0).isEmpty() && !values.isEmpty() && !values.get(0).isEmpty();
        List<Draft> kept = new ArrayList<>(list.items().size() + 1);
        boolean found = false;
        for (Draft item : list.items()) {
            if (Draft.isMissingOrNull(item) || Draft.isEmptyMapping(item)) {
                continue;
            }
            if (!(item instanceof Draft.OfMapping) && ofMappings) {
                kept.add(item);
            } else if (matches(item, keys, values, field)) {
                found = true;
                if (element != null) {
                    kept.add(element);
                }
            } else if (!values.isEmpty()) {
                kept.add(item);
            }
        }
        if (!found && element != null && !Draft.isMissingOrNull(element)) {
            kept.add(element);
        }
        list.setItems(kept);
    }

    private static boolean matches(Draft item, List<String> keys, List<String> values, FieldTrail field)
            throws MergeException {
        for (int i = 0; i < values.size(); i++) {
            if (!matches(item, keys.get(i), values.get(i), field)) {
                return false;
            }
        }
        return !values.isEmpty();
    }

    private static boolean matches(Draft item, String key, String value, FieldTrail field) throws MergeException {
        if (key.isEmpty()) {
            if (!(item instanceof Draft.OfScalar)) {
                throw MergeWalk.mismatch("a scalar", item, field);
            }
            return item.text().equals(value);
        }
        if (!(item instanceof Draft.OfMapping mapping)) {
            throw MergeWalk.mismatch("a mapping", item, field);
        }
        Draft found = mapping.get(key);
        return found != null && (value.isEmpty() || found.text().equals(value));
    }
}
