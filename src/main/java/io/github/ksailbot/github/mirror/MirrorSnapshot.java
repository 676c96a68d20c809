package io.github.ksailbot.github.mirror;

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
    private final SourceTree head;
    private final SourceTree base;
    private final @Nullable SourceTree mergeBase;

    private MirrorSnapshot(Repository repository, SourceTree head, SourceTree base, @Nullable SourceTree mergeBase) {
        this.repository = repository;
        this.head = head;
        this.base = base;
        this.mergeBase = mergeBase;
    }

    /**
     * @param repository has both commits; closed with the snapshot, unless this fails
     * @throws IOException when it lacks what a repository with these commits has
     */
    static MirrorSnapshot of(Repository repository, Revision revision) throws IOException {
        ObjectId head = ObjectId.fromString(revision.head().value());
        ObjectId base = ObjectId.fromString(revision.base().value());
        ObjectId mergeBase = mergeBase(repository, head, base);
        try {
            return new MirrorSnapshot(
                    repository,
                    GitSourceTree.of(repository, head, SourceLimits.DEFAULT),
                    GitSourceTree.of(repository, base, SourceLimits.DEFAULT),
                    mergeBase == null ? null : GitSourceTree.of(repository, mergeBase, SourceLimits.DEFAULT));
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
