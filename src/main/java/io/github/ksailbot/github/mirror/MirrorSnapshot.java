package io.github.ksailbot.github.mirror;

import io.github.ksailbot.engine.source.GitListings;
import io.github.ksailbot.engine.source.GitSourceTree;
import io.github.ksailbot.engine.source.RevisionException;
import io.github.ksailbot.engine.source.SourceLimits;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Snapshot;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** The trees of a revision in an open mirror. */
final class MirrorSnapshot implements Snapshot {
    private final Repository repository;
    private final GitListings listings;
    private final SourceTree head;
    private final SourceTree base;
    private final @Nullable SourceTree mergeBase;

    private MirrorSnapshot(
            Repository repository,
            GitListings listings,
            SourceTree head,
            SourceTree base,
            @Nullable SourceTree mergeBase) {
        this.repository = repository;
        this.listings = listings;
        this.head = head;
        this.base = base;
        this.mergeBase = mergeBase;
    }

    /**
     * @param repository has both commits; closed with the snapshot, unless this fails
     * @param listings of other commits
     * @throws IOException when it lacks what a repository with these commits has
     */
    static MirrorSnapshot of(Repository repository, Revision revision, GitListings listings) throws IOException {
        ObjectId head = ObjectId.fromString(revision.head().value());
        ObjectId base = ObjectId.fromString(revision.base().value());
        ObjectId mergeBase = mergeBase(repository, head, base);
        try {
            return new MirrorSnapshot(
                    repository,
                    listings,
                    tree(repository, head, listings),
                    tree(repository, base, listings),
                    mergeBase == null ? null : tree(repository, mergeBase, listings));
        } catch (RevisionException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The best of several is as good as another: Git's own order decides. */
    private static @Nullable ObjectId mergeBase(Repository repository, ObjectId head, ObjectId base)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(head));
            walk.markStart(walk.parseCommit(base));
            RevCommit found = walk.next();
            return found == null ? null : found.copy();
        }
    }

    Repository repository() {
        return repository;
    }

    /** The files of another commit of the same mirror. */
    SourceTree tree(ObjectId commit) throws RevisionException {
        return tree(repository, commit, listings);
    }

    private static SourceTree tree(Repository repository, ObjectId commit, GitListings listings)
            throws RevisionException {
        return GitSourceTree.of(repository, commit, SourceLimits.DEFAULT, listings);
    }

    @Override
    public SourceTree head() {
        return head;
    }

    @Override
    public SourceTree base() {
        return base;
    }

    @Override
    public @Nullable SourceTree mergeBase() {
        return mergeBase;
    }

    @Override
    public void close() {
        repository.close();
    }
}
