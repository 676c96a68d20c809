package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in files and directories of earlier commits, by their ids: a commit changes a few of them. For trees whose
 * ids cost nothing; the others are looked through each time. Safe for several threads; the least recently used entries go.
 */
public final class LayoutMemo {
    /** Enough for the files and directories of a large repository: a file with an object takes some two kilobytes. */
    private static final long MOST_BYTES = 32L << 20;

    /** A key with its path and id, and the entry. */
    private static final long ENTRY = 300;

    private final long mostBytes;

    /** Least recently used first. */
    private final Map<Key, Weighed> known = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    private record Weighed(Object result, long bytes) {}

    public LayoutMemo() {
        this(MOST_BYTES);
    }

    /** @param mostBytes of all results together, as far as they can be estimated */
    LayoutMemo(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** An estimate of the memory that is needed now. */
    synchronized long bytes() {
        return bytes;
    }

    /**
     * What a result belongs to.
     *
     * @param what was looked for
     * @param id of the content at the path
     */
    record Key(String what, SourcePath path, String id) {}

    /** Null when the tree's ids are not free, or when nothing, or another thing by a link, is there. */
    static @Nullable Key key(SourceTree tree, String what, SourcePath path) throws SourceException {
        if (!tree.hasFreeIds()) {
            return null;
        }
        return tree.find(path)
                .filter(entry -> entry.path().equals(path))
                .map(entry -> key(tree, what, entry))
                .orElse(null);
    }

    /** Of what is there, not behind a link; null when the tree's ids are not free. */
    static @Nullable Key key(SourceTree tree, String what, SourceEntry entry) {
        return tree.hasFreeIds() ? new Key(what, entry.path(), entry.id()) : null;
    }

    synchronized <V> @Nullable V get(@Nullable Key key, Class<V> type) {
        Weighed found = key == null ? null : known.get(key);
        return found != null && type.isInstance(found.result()) ? type.cast(found.result()) : null;
    }

    /** @param weight of the result in bytes, as far as it can be estimated */
    synchronized void put(@Nullable Key key, Object result, long weight) {
        if (key == null || weight + ENTRY > mostBytes) {
            return;
        }
        Weighed before = known.put(key, new Weighed(result, weight + ENTRY));
        bytes += weight + ENTRY - (before == null ? 0 : before.bytes());
        Iterator<Weighed> oldest = known.values().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
