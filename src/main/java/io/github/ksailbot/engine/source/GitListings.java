package io.github.ksailbot.engine.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What directories of Git repositories hold, by the ids of their trees: a commit makes new trees of those above what it
 * changes, and of no others. What was read from one repository is never given for another, though the ids are equal. The
 * least recently used go. Safe for several threads.
 */
public final class GitListings {
    /** Of a hundred thousand entries; ten times what the largest public repositories of manifests have. */
    private static final long DEFAULT_BYTES = 32 << 20;

    private final long mostBytes;
    private final Map<Key, GitListing> known = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param repository where its objects are */
    private record Key(Object repository, ObjectId tree) {}

    /** Of {@value #DEFAULT_BYTES} bytes. */
    public GitListings() {
        this(DEFAULT_BYTES);
    }

    /** @param mostBytes of all directories together, as far as they can be estimated; 0 keeps nothing */
    GitListings(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** An estimate of the memory that is needed now. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized @Nullable GitListing get(Object repository, ObjectId tree) {
        return known.get(new Key(repository, tree));
    }

    synchronized void put(Object repository, ObjectId tree, GitListing listing) {
        if (listing.bytes() > mostBytes) {
            return;
        }
        GitListing before = known.put(new Key(repository, tree), listing);
        bytes += listing.bytes() - (before == null ? 0 : before.bytes());
        var eldest = known.values().iterator();
        while (bytes > mostBytes) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}
