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
    /** About 200 bytes each; ten times what the largest public repositories of manifests have. */
    private static final int DEFAULT_ENTRIES = 100_000;

    private final int mostEntries;
    private final Map<Key, GitListing> known = new LinkedHashMap<>(16, 0.75f, true);
    private int entries;

    /** @param repository where its objects are */
    private record Key(Object repository, ObjectId tree) {}

    /** Of {@value #DEFAULT_ENTRIES} entries. */
    public GitListings() {
        this(DEFAULT_ENTRIES);
    }

    /** @param mostEntries of all directories together; 0 keeps nothing */
    GitListings(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    synchronized @Nullable GitListing get(Object repository, ObjectId tree) {
        return known.get(new Key(repository, tree));
    }

    synchronized void put(Object repository, ObjectId tree, GitListing listing) {
        GitListing before = known.put(new Key(repository, tree), listing);
        entries += weight(listing) - (before == null ? 0 : weight(before));
        var eldest = known.values().iterator();
        while (entries > mostEntries && eldest.hasNext()) {
            entries -= weight(eldest.next());
            eldest.remove();
        }
    }

    private static int weight(GitListing listing) {
        return 1 + listing.size();
    }
}
