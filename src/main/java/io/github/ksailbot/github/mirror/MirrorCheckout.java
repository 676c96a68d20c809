package io.github.ksailbot.github.mirror;

import io.github.ksailbot.engine.source.RevisionException;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** A commit of a branch in an open mirror, with its history. */
final class MirrorCheckout implements Checkout {
    private final MirrorSnapshot snapshot;
    private final Repository repository;
    private final CommitId commit;
    private final Instant committedAt;

    /** @param snapshot closed with the checkout, unless this fails */
    MirrorCheckout(MirrorSnapshot snapshot, CommitId commit) throws IOException {
        this.snapshot = snapshot;
        this.repository = snapshot.repository();
        this.commit = commit;
        try (RevWalk walk = new RevWalk(repository)) {
            committedAt = Instant.ofEpochSecond(walk.parseCommit(id(commit)).getCommitTime());
        }
    }

    @Override
    public CommitId commit() {
        return commit;
    }

    @Override
    public SourceTree tree() {
        return snapshot.head();
    }

    @Override
    public Instant committedAt() {
        return committedAt;
    }

    @Override
    public Optional<SourceTree> treeOf(CommitId other) {
        try {
            return repository.getObjectDatabase().has(id(other))
                    ? Optional.of(snapshot.tree(id(other)))
                    : Optional.empty();
        } catch (IOException | RevisionException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isBehind(CommitId other) {
        return !other.equals(commit) && isAncestor(commit, other);
    }

    @Override
    public boolean isAncestor(CommitId older, CommitId newer) {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(id(older)), walk.parseCommit(id(newer)));
        } catch (IOException e) {
            // The mirror lost it after a force-push: then it is no part of this branch.
            return false;
        }
    }

    @Override
    public List<CommitId> since(@Nullable CommitId older, int limit) {
        List<CommitId> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit stop = older == null ? null : parse(walk, older);
            RevCommit next = walk.parseCommit(id(commit));
            while (next != null && commits.size() < limit) {
                if (stop != null && walk.isMergedInto(next, stop)) {
                    break;
                }
                commits.add(new CommitId(next.name()));
                if (stop == null || next.getParentCount() == 0) {
                    break;
                }
                next = walk.parseCommit(next.getParent(0));
            }
        } catch (IOException e) {
            return commits.isEmpty() ? List.of(commit) : commits;
        }
        return commits;
    }

    /** Null when the mirror does not have it. */
    private static @Nullable RevCommit parse(RevWalk walk, CommitId commit) throws IOException {
        try {
            return walk.parseCommit(id(commit));
        } catch (MissingObjectException e) {
            return null;
        }
    }

    private static ObjectId id(CommitId commit) {
        return ObjectId.fromString(commit.value());
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
