package io.github.ksailbot.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects and the history of their changes, as etcd keeps them. Objects in it are never changed, only replaced. */
public final class ObjectStore {
    private final NavigableMap<Key, ObjectNode> objects = new TreeMap<>();
    private final List<Change> history = new ArrayList<>();
    private long revision = 1;
    private long compacted;

    /** Nothing else happens while an action runs. */
    public synchronized <T> T locked(Supplier<T> action) {
        return action.get();
    }

    public synchronized long revision() {
        return revision;
    }

    /** Watches cannot begin before this one. */
    public synchronized long compacted() {
        return compacted;
    }

    public synchronized @Nullable ObjectNode get(Key key) {
        return objects.get(key);
    }

    /** @param namespace empty for all */
    public synchronized List<ObjectNode> list(Kind kind, String namespace) {
        List<ObjectNode> found = new ArrayList<>();
        Key first = new Key(kind.group(), kind.plural(), namespace, "");
        objects.tailMap(first, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().is(kind)
                        && (namespace.isEmpty() || entry.getKey().namespace().equals(namespace)))
                .forEach(entry -> found.add(entry.getValue()));
        return found;
    }

    /** Every object, by key. */
    public synchronized NavigableMap<Key, ObjectNode> all() {
        return new TreeMap<>(objects);
    }

    /** Keeps an object and gives it its resource version. */
    public synchronized ObjectNode put(Key key, ObjectNode object) {
        revision++;
        ObjectNode kept = object.deepCopy();
        kept.withObject("/metadata").put("resourceVersion", Long.toString(revision));
        history.add(new Change(revision, key, objects.put(key, kept), kept));
        notifyAll();
        return kept;
    }

    public synchronized void remove(Key key) {
        ObjectNode before = objects.remove(key);
        if (before != null) {
            revision++;
            history.add(new Change(revision, key, before, null));
            notifyAll();
        }
    }

    /** The changes after a revision. */
    public synchronized List<Change> since(long after) {
        int index = history.size();
        while (index > 0 && history.get(index - 1).revision() > after) {
            index--;
        }
        return List.copyOf(history.subList(index, history.size()));
    }

    /** Tells nobody any more how the present state came about; watches that are open have no need to ask. */
    public synchronized void compact() {
        compacted = revision;
    }

    /** Waits until something happens after a revision, or somebody wakes all who wait, or time is over. */
    public synchronized void await(long after, Duration atMost) throws InterruptedException {
        if (revision <= after) {
            wait(Math.max(1, atMost.toMillis()));
        }
    }

    public synchronized void wake() {
        notifyAll();
    }
}
