package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges two lists item by item: items of the patch first, in the patch's order, then the others of the resource. After
 * kyaml's {@code setAssociativeSequenceElements}.
 */
final class ListMerge {
    /** Items that a list may have to be merged; the look-up of each item passes over all others. */
    static final int MAX_ITEMS = 2_000;

    private static final int STEPS_PER_ITEM = 20;
    private static final List<String> ITSELF = List.of("");

    private final MergeKeys keys;
    private final MergeWalk walk;
    private final Work work;

    ListMerge(MergeKeys keys, MergeWalk walk, Work work) {
        this.keys = keys;
        this.walk = walk;
        this.work = work;
    }

    @Nullable Draft merge(@Nullable Draft dest, @Nullable Draft patch, Schema.Sequence schema, FieldTrail field)
            throws MergeException {
        Draft result = choose(dest, patch, field);
        if (!(result instanceof Draft.OfSequence list)) {
            return result;
        }
        Draft.OfSequence added = patch instanceof Draft.OfSequence sequence ? sequence : null;
        refuseTooLong(list, added, field);
        int length = list.items().size() + (added == null ? 0 : added.items().size());
        work.spend(STEPS_PER_ITEM * (long) length + (long) length * length);
        List<String> mergeKeys = schema.mergeKeys() == null ? List.of() : schema.mergeKeys();
        Schema items = keys.items(schema);
        if (mergeKeys.isEmpty()) {
            return mergeItems(list, added, texts(added, list), ITSELF, items, field);
        }
        return mergeItems(list, added, keyTexts(added, list, mergeKeys), mergeKeys, items, field);
    }

    private static @Nullable Draft choose(@Nullable Draft dest, @Nullable Draft patch, FieldTrail field)
            throws MergeException {
        if (Draft.isMissingOrNull(dest)) {
            return patch;
        }
        if (patch != null && Draft.isMissingOrNull(patch)) {
            return null;
        }
        return switch (Directive.take(patch, field)) {
            case DELETE -> null;
            case REPLACE -> patch;
            case MERGE -> dest;
        };
    }

    private static void refuseTooLong(Draft.OfSequence list, Draft.@Nullable OfSequence patch, FieldTrail field)
            throws MergeException {
        int items = list.items().size() + (patch == null ? 0 : patch.items().size());
        if (items > MAX_ITEMS) {
            throw new MergeException(
                    "kustomize/patch-too-large",
                    "`" + field + "` has " + items + " items; a list of more than " + MAX_ITEMS
                            + " items is not merged item by item",
                    patch == null ? list.origin() : patch.origin(),
                    field);
        }
    }

    private Draft mergeItems(
            Draft.OfSequence dest,
            Draft.@Nullable OfSequence patch,
            List<List<String>> values,
            List<String> mergeKeys,
            @Nullable Schema schema,
            FieldTrail field)
            throws MergeException {
        Draft.OfSequence merged = new Draft.OfSequence(dest.source());
        merged.setItems(new ArrayList<>());
        List<String> used = usedKeys(values, mergeKeys);
        Set<String> usedSet = new HashSet<>(used);
        for (List<String> wanted : values) {
            List<String> usedValues = valuesOf(wanted, mergeKeys, usedSet);
            // An item is looked for by those keys that it has itself.
            List<String> own = usedKeys(List.of(usedValues), used);
            List<String> ownValues = valuesOf(usedValues, used, new HashSet<>(own));
            Draft item =
                    walk.walk(ItemList.find(dest, own, ownValues), ItemList.find(patch, own, ownValues), schema, field);
            if (item == null || Draft.isMissingOrNull(item) || Draft.isEmptyMapping(item)) {
                ItemList.remove(dest, used, usedValues, field);
                continue;
            }
            if (item instanceof Draft.OfMapping mapping) {
                completeKeys(mapping, used, usedValues);
            }
            ItemList.set(merged, used, usedValues, item, field);
        }
        if (values.isEmpty()) {
            return dest;
        }
        append(merged, dest, used, field);
        dest.setItems(merged.items());
        return dest;
    }

    /** Gives an item the key by which it was merged with another that has it. */
    private static void completeKeys(Draft.OfMapping item, List<String> mergeKeys, List<String> values) {
        for (int i = 0; i < mergeKeys.size(); i++) {
            if (item.get(mergeKeys.get(i)) == null && !values.get(i).isEmpty()) {
                // kyaml quotes it, so that a number becomes a string.
                Draft value = new Draft.OfScalar(ScalarNode.string(values.get(i), item.origin()));
                item.set(mergeKeys.get(i), value, item);
            }
        }
    }

    /** Puts the items of {@code source} into {@code list}, each in the place of that with the same keys. */
    private static void append(Draft.OfSequence list, Draft.OfSequence source, List<String> mergeKeys, FieldTrail field)
            throws MergeException {
        for (Draft item : List.copyOf(source.items())) {
            if (mergeKeys.get(0).isEmpty()) {
                ItemList.set(list, ITSELF, List.of(item.text()), item, field);
                continue;
            }
            List<String> values = new ArrayList<>();
            for (String key : mergeKeys) {
                if (!(item instanceof Draft.OfMapping mapping)) {
                    throw MergeWalk.mismatch("a mapping", item, field);
                }
                Draft value = mapping.get(key);
                if (value == null) {
                    list.items().add(item);
                } else {
                    values.add(value.text());
                }
            }
            if (mergeKeys.size() > 1) {
                ItemList.remove(list, mergeKeys, values, field);
            }
            ItemList.set(list, mergeKeys, values, item, field);
        }
    }

    /** The merge keys that some item has; all of them when none has any. */
    private static List<String> usedKeys(List<List<String>> values, List<String> mergeKeys) {
        List<String> used = new ArrayList<>();
        for (int i = 0; i < mergeKeys.size(); i++) {
            int at = i;
            if (values.stream().anyMatch(of -> at < of.size() && !of.get(at).isEmpty())) {
                used.add(mergeKeys.get(i));
            }
        }
        return used.isEmpty() ? mergeKeys : used;
    }

    private static List<String> valuesOf(List<String> values, List<String> mergeKeys, Set<String> used) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty() || used.contains(mergeKeys.get(i))) {
                kept.add(values.get(i));
            }
        }
        return kept;
    }

    /** The distinct texts of scalar items, the patch's first. */
    private static List<List<String>> texts(Draft.@Nullable OfSequence patch, Draft.OfSequence dest) {
        Set<List<String>> texts = new LinkedHashSet<>();
        for (Draft.OfSequence list : patch == null ? List.of(dest) : List.of(patch, dest)) {
            for (Draft item : list.items()) {
                texts.add(List.of(item.text()));
            }
        }
        return List.copyOf(texts);
    }

    /** The distinct key values of the items, the patch's first. */
    private static List<List<String>> keyTexts(
            Draft.@Nullable OfSequence patch, Draft.OfSequence dest, List<String> mergeKeys) {
        Set<List<String>> texts = new LinkedHashSet<>();
        for (Draft.OfSequence list : patch == null ? List.of(dest) : List.of(patch, dest)) {
            for (Draft item : list.items()) {
                List<String> values = new ArrayList<>();
                for (String key : mergeKeys) {
                    Draft value = item instanceof Draft.OfMapping mapping ? mapping.get(key) : null;
                    values.add(value == null || Draft.isMissingOrNull(value) ? "" : value.text());
                }
                texts.add(values);
            }
        }
        List<List<String>> distinct = new ArrayList<>(texts);
        if (mergeKeys.size() > 1) {
            fillIn(distinct);
        }
        return distinct;
    }

    /** Gives key values that name the same item, as far as both have them, to each other. */
    private static void fillIn(List<List<String>> values) {
        for (int i = 0; i < values.size(); i++) {
            List<String> one = values.get(i);
            for (int j = 0; j < values.size(); j++) {
                List<String> both = union(one, values.get(j));
                if (both != null) {
                    values.set(i, both);
                    values.set(j, both);
                }
            }
        }
    }

    private static @Nullable List<String> union(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>();
        boolean common = false;
        for (int i = 0; i < one.size(); i++) {
            String a = one.get(i);
            String b = other.get(i);
            if (a.equals(b)) {
                common = true;
            } else if (!a.isEmpty() && !b.isEmpty()) {
                return null;
            }
            both.add(a.isEmpty() ? b : a);
        }
        return common ? Collections.unmodifiableList(both) : null;
    }
}
