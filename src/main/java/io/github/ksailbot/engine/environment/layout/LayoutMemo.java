package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in files and directories of earlier commits, by their ids: a commit changes a few of them. For trees whose
 * ids cost nothing; the others are looked through each time. Safe for several threads; the least recently used entries go.
 */
public final class LayoutMemo {
    /** A few hundred bytes each; enough for the files and directories of a large repository. */
    private static final int MOST = 60_000;

    private final Map<Key, Object> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
            return size() > MOST;
        }
    };

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
        Object found = key == null ? null : known.get(key);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    synchronized void put(@Nullable Key key, Object result) {
        if (key != null) {
            known.put(key, result);
        }
    }
}
