package io.github.ksailbot.engine.source.trace;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt about one tree in the course of comparing traces with it: each directory's id is looked up once, and
 * each trace is compared once, however many results share it. Holds no reference to the tree itself, so that it can be
 * kept beside it for as long as somebody else does. Safe for several threads.
 */
public final class KnownTree {
    private static final AtomicLong COUNT = new AtomicLong();

    /** What traces and directories remember this by: they may outlive it. */
    private final long number = COUNT.incrementAndGet();

    private final Map<SourcePath, Optional<DirectoryStamp>> stamps = new ConcurrentHashMap<>();

    /** Whether something is the same in a tree. */
    record Answer(long tree, boolean isSame) {}

    /**
     * Whether the tree would give all the answers of a trace.
     *
     * @param tree the same at every call
     */
    public boolean holds(SourceTrace trace, SourceTree tree) {
        Answer known = trace.last();
        if (known == null || known.tree() != number) {
            known = new Answer(number, trace.holdsIn(tree, this));
            trace.remember(known);
        }
        return known.isSame();
    }

    /** Takes note of a trace that was recorded in this very tree. */
    void recorded(SourceTrace trace) {
        if (trace.isLasting()) {
            trace.remember(new Answer(number, true));
        }
    }

    /** From the top: where a directory far above is the same, nothing below it has to be opened. */
    boolean isSame(DirectoryStamp then, SourceTree tree) {
        Answer known = then.last();
        if (known == null || known.tree() != number) {
            DirectoryStamp above = then.above();
            DirectoryStamp now = above != null && isSame(above, tree) ? then : stamp(then.path(), tree);
            known = new Answer(number, now != null && now.id().equals(then.id()));
            then.remember(known);
        }
        return known.isSame();
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
