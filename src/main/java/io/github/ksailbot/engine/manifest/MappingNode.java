package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML mapping: entries in the order in which they were written, each key once. */
public final class MappingNode implements Node {

    /**
     * A key with its value.
     *
     * @param key a scalar; its text is the key, as in JSON
     * @param value the value
     */
    public record Entry(ScalarNode key, Node value) {}

    /** From this many entries on, a look-up goes through an index. */
    private static final int INDEX_FROM = 12;

    /** Look-ups that pass over all entries before an index is made: a mapping on its way to another is asked once or twice. */
    private static final int SCANS = 3;

    private final List<Entry> entries;
    private final Origin origin;
    private volatile @Nullable Map<String, Integer> index;
    private int lookups;

    /** 0 until somebody asks. */
    private int hash;

    /** 0 until somebody asks: nodes are shared, and counted again for every commit otherwise. */
    private int values;

    private MappingNode(List<Entry> entries, Origin origin) {
        this.entries = entries;
        this.origin = origin;
    }

    /**
     * A mapping of these entries, in this order.
     *
     * @param entries each key text once: the reader resolves duplicates before it gets here
     * @param origin where the mapping begins
     */
    public static MappingNode of(List<Entry> entries, Origin origin) {
        return new MappingNode(List.copyOf(entries), origin);
    }

    public static MappingNode empty(Origin origin) {
        return new MappingNode(List.of(), origin);
    }

    public List<Entry> entries() {
        return entries;
    }

    public int size() {
        return entries.size();
    }

    @Override
    public int values() {
        if (values == 0) {
            long sum = 1;
            for (Entry entry : entries) {
                sum += entry.value().values();
            }
            values = (int) Math.min(sum, Integer.MAX_VALUE);
        }
        return values;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The value of a key; null when the key is not there (a key with the value null gives a scalar of type NULL). */
    public @Nullable Node get(String key) {
        int at = indexOf(key);
        return at < 0 ? null : entries.get(at).value();
    }

    /** The entry of a key, which tells where the key itself was written; null when it is not there. */
    public @Nullable Entry entry(String key) {
        int at = indexOf(key);
        return at < 0 ? null : entries.get(at);
    }

    public boolean has(String key) {
        return indexOf(key) >= 0;
    }

    /** The mapping at a key; null when there is none or something else. */
    public @Nullable MappingNode mapping(String key) {
        return get(key) instanceof MappingNode mapping ? mapping : null;
    }

    /** The sequence at a key; null when there is none or something else. */
    public @Nullable SequenceNode sequence(String key) {
        return get(key) instanceof SequenceNode sequence ? sequence : null;
    }

    /** The mappings among the items of the sequence at a key; none when there is no sequence. */
    public List<MappingNode> mappings(String key) {
        SequenceNode sequence = sequence(key);
        List<MappingNode> mappings = new ArrayList<>();
        if (sequence != null) {
            for (Node item : sequence.items()) {
                if (item instanceof MappingNode mapping) {
                    mappings.add(mapping);
                }
            }
        }
        return mappings;
    }

    /** Whether the scalar at a key is the boolean true. */
    public boolean isTrue(String key) {
        ScalarNode scalar = scalar(key);
        return scalar != null && Boolean.TRUE.equals(scalar.booleanValue());
    }

    /** The scalar at a key; null when there is none or something else. */
    public @Nullable ScalarNode scalar(String key) {
        return get(key) instanceof ScalarNode scalar ? scalar : null;
    }

    /** The text of the scalar at a key; the empty string when there is none, or it is null, or something else. */
    public String text(String key) {
        ScalarNode scalar = scalar(key);
        return scalar == null || scalar.isNull() ? "" : scalar.text();
    }

    /** Sets a key where it stands, or appends it with the origin of its value. */
    public MappingNode with(String key, Node value) {
        int at = indexOf(key);
        ScalarNode keyNode = at < 0
                ? ScalarNode.string(key, value.origin())
                : entries.get(at).key();
        return with(new Entry(keyNode, value), at);
    }

    /** Sets an entry where its key stands, keeping the key's origin there, or appends it. */
    public MappingNode with(Entry entry) {
        int at = indexOf(entry.key().text());
        return with(at < 0 ? entry : new Entry(entries.get(at).key(), entry.value()), at);
    }

    private MappingNode with(Entry entry, int at) {
        Entry[] changed = entries.toArray(new Entry[at < 0 ? entries.size() + 1 : entries.size()]);
        changed[at < 0 ? entries.size() : at] = entry;
        return new MappingNode(Collections.unmodifiableList(Arrays.asList(changed)), origin);
    }

    /**
     * Sets several entries, each where its key stands, keeping the key's origin there, or behind all others.
     *
     * @param set each key once
     */
    public MappingNode with(List<Entry> set) {
        List<Entry> changed = new ArrayList<>(entries);
        for (Entry entry : set) {
            int at = indexOf(entry.key().text());
            if (at < 0) {
                changed.add(entry);
            } else {
                changed.set(at, new Entry(entries.get(at).key(), entry.value()));
            }
        }
        return new MappingNode(Collections.unmodifiableList(changed), origin);
    }

    public MappingNode without(String key) {
        int at = indexOf(key);
        if (at < 0) {
            return this;
        }
        List<Entry> changed = new ArrayList<>(entries);
        changed.remove(at);
        return new MappingNode(List.copyOf(changed), origin);
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public MappingNode withOrigin(Origin newOrigin) {
        return new MappingNode(entries, newOrigin);
    }

    /** Same entries in the same order at the same places; to compare values alone, see {@link Values}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof MappingNode mapping
                        && entries.size() == mapping.entries.size()
                        && origin.equals(mapping.origin)
                        && (hash == 0 || mapping.hash == 0 || hash == mapping.hash)
                        && hasSameEntries(mapping));
    }

    private boolean hasSameEntries(MappingNode other) {
        for (int i = 0; i < entries.size(); i++) {
            Entry mine = entries.get(i);
            Entry theirs = other.entries.get(i);
            if (mine != theirs
                    && !(mine.key().equals(theirs.key()) && mine.value().equals(theirs.value()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        // as a key of what is kept, an object is looked for in every commit; a race works it out twice, to the same
        int known = hash;
        if (known == 0) {
            known = 31 * entries.hashCode() + origin.hashCode();
            hash = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    private int scan(String key) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().text().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private int indexOf(String key) {
        if (entries.size() < INDEX_FROM) {
            return scan(key);
        }
        // A race builds the index twice, to the same content; each map is complete before it is published, and
        // HashMap is safe to read once built. It stays fast for keys of the same hash, other than Map.copyOf.
        Map<String, Integer> current = index;
        if (current == null && lookups++ < SCANS) {
            return scan(key);
        }
        if (current == null) {
            Map<String, Integer> built = new HashMap<>(entries.size() * 2);
            for (int i = 0; i < entries.size(); i++) {
                built.put(entries.get(i).key().text(), i);
            }
            current = built;
            index = current;
        }
        return current.getOrDefault(key, -1);
    }
}
