package io.github.ksailbot.engine.source;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt about one tree in the course of comparing traces with it: each directory's id is looked up once, and
 * each trace is compared once, however many results share it. Holds no reference to the tree itself, so that it can be
 * kept beside it for as long as somebody else does. Safe for several threads.
 */
public final class KnownTree {
    private final Map<SourcePath, Optional<DirectoryStamp>> stamps = new ConcurrentHashMap<>();

    /** Both know only what somebody else still holds: a result that was let go must not stay here. */
    private final Map<DirectoryStamp, Boolean> sameDirectories = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<SourceTrace, Boolean> traces = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Whether the tree would give all the answers of a trace.
     *
     * @param tree the same at every call
     */
    public boolean holds(SourceTrace trace, SourceTree tree) {
        Boolean known = traces.get(trace);
        if (known == null) {
            known = trace.holdsIn(tree, this);
            traces.put(trace, known);
        }
        return known;
    }

    /** Takes note of a trace that was recorded in this very tree. */
    void recorded(SourceTrace trace) {
        if (trace.isLasting()) {
            traces.put(trace, true);
        }
    }

    /** From the top: where a directory far above is the same, nothing below it has to be opened. */
    boolean isSame(DirectoryStamp then, SourceTree tree) {
        Boolean known = sameDirectories.get(then);
        if (known == null) {
            DirectoryStamp above = then.above();
            DirectoryStamp now = above != null && isSame(above, tree) ? then : stamp(then.path(), tree);
            known = now != null && now.id().equals(then.id());
            sameDirectories.put(then, known);
        }
        return known;
    }

    /** Null when this is no directory, or reached through a link, or the tree's ids are not free. */
    @Nullable DirectoryStamp stamp(SourcePath directory, SourceTree tree) {
        Optional<DirectoryStamp> known = stamps.get(directory);
        if (known == null) {
            known = Optional.ofNullable(make(directory, tree));
            stamps.put(directory, known);
        }
        return known.orElse(null);
    }

    private @Nullable DirectoryStamp make(SourcePath directory, SourceTree tree) {
        DirectoryStamp above = directory.isRoot() ? null : stamp(directory.parent(), tree);
        if (!tree.hasFreeIds() || (above == null && !directory.isRoot())) {
            return null;
        }
        try {
            SourceEntry entry = tree.find(directory).orElse(null);
            return entry != null && entry.isDirectory() && entry.path().equals(directory)
                    ? new DirectoryStamp(above, directory, entry.id())
                    : null;
        } catch (SourceException e) {
            // Nothing is known of what cannot be read.
            return null;
        }
    }
}
