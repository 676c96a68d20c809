package io.github.ksailbot.sandbox.github.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.CheckSuite;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Installation;
import io.github.ksailbot.sandbox.github.model.MergeGroup;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, for those who listen by webhook. Called while the world is locked. */
public interface Events {

    /** A pull request was changed; extra is what the action adds beside the pull request, such as {@code before} and {@code after} */
    void pullRequest(String action, Pull pull, Account sender, @Nullable ObjectNode extra);

    /**
     * A ref was moved, made or deleted.
     *
     * @param ref full name
     * @param before null for a new ref
     * @param after null for a deleted one
     */
    void push(Repo repo, String ref, @Nullable String before, @Nullable String after, boolean forced, Account sender);

    void checkRun(String action, CheckRun run, Account sender);

    void checkSuite(String action, CheckSuite suite, Account sender);

    /** A comment was written, edited or deleted; previousBody is what an edited one said before. */
    void issueComment(String action, Comment comment, Account sender, @Nullable String previousBody);

    /** A group entered or left the queue; the reason for leaving is merged, invalidated or dequeued. */
    void mergeGroup(String action, MergeGroup group, Account sender, @Nullable String reason);

    void installation(String action, Installation installation, Account sender);

    void installationRepositories(Installation installation, List<Repo> added, List<Repo> removed, Account sender);
}
