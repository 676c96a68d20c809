package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: a repository's branches as they are now, never as an event says. */
public interface Mainline {

    /**
     * The newest commit of a branch.
     *
     * @param branch without {@code refs/heads/}; empty for the default branch
     * @throws GoneException when there is no such branch, or the repository is not there for the App
     */
    Head head(RepositoryRef repository, String branch) throws GoneException, UnavailableException;

    /** Brings the commit and its history into the bot's mirror, if they are not there yet, and opens them. */
    Checkout open(RepositoryRef repository, Head head) throws GoneException, UnavailableException;

    /** @param branch without {@code refs/heads/} */
    record Head(String branch, CommitId commit) {}

    /** A commit and its history, open for reading until closed. */
    interface Checkout extends AutoCloseable {
        CommitId commit();

        SourceTree tree();

        /** When the commit was made, as it says itself. */
        Instant committedAt();

        /** The tree of another commit; empty when the mirror does not have it any more. */
        Optional<SourceTree> treeOf(CommitId other);

        /** Whether the other commit has this one in its history, and is not the same. */
        boolean isBehind(CommitId other);

        /** Whether one is the other or part of its history; false when the mirror does not have both. */
        boolean isAncestor(CommitId older, CommitId newer);

        /**
         * Commits along the first parents, this one first.
         *
         * @param older where to stop, itself left out; null for this commit alone
         */
        List<CommitId> since(@Nullable CommitId older, int limit);

        @Override
        void close();
    }
}
