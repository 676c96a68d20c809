package io.github.ksailbot.sandbox.github.git;

import io.github.ksailbot.sandbox.github.model.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.jspecify.annotations.Nullable;

/** Merges two commits without a work tree. */
public final class Merges {

    private Merges() {}

    /**
     * Merges the head into the base.
     *
     * @param squash whether the result has the base as its only parent
     * @return the merge commit, not yet pointed at; null on a conflict
     */
    public static @Nullable String merge(
            Repository git, String base, String head, boolean squash, String message, Account author, Instant when) {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(git, true);
            ObjectId ours = ObjectId.fromString(base);
            ObjectId theirs = ObjectId.fromString(head);
            if (!merger.merge(ours, theirs)) {
                return null;
            }
            List<ObjectId> parents = squash ? List.of(ours) : List.of(ours, theirs);
            return CommitWriter.commit(inserter, merger.getResultTreeId(), parents, message, author, when);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
