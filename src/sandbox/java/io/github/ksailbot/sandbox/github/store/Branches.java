package io.github.ksailbot.sandbox.github.store;

import io.github.ksailbot.sandbox.github.git.CommitWriter;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Repo;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/** Branches: commits, pushes, and everything that a push sets off. */
public final class Branches {

    private final World world;
    private final Checks checks;
    private final PullRequests pulls;

    public Branches(World world, Checks checks, PullRequests pulls) {
        this.world = world;
        this.checks = checks;
        this.pulls = pulls;
    }

    /** Commits to a branch and pushes it; a branch that does not exist starts at the default branch. */
    public String commit(Repo repo, String branch, CommitWriter.Change change, String message, Account author) {
        String before = world.git.commit(repo, Constants.R_HEADS + branch);
        String parent = before != null ? before : world.git.commit(repo, Constants.R_HEADS + repo.defaultBranch);
        String after = CommitWriter.write(world.git.of(repo), parent, change, message, author, world.now());
        push(repo, branch, after, author);
        return after;
    }

    /** Points a branch at a commit that the repository has; creates the branch if need be. */
    public void push(Repo repo, String branch, String after, Account sender) {
        String ref = Constants.R_HEADS + branch;
        String before = world.git.commit(repo, ref);
        world.git.point(repo, ref, after);
        moved(repo, ref, before, after, sender);
    }

    public void delete(Repo repo, String branch, Account sender) {
        String ref = Constants.R_HEADS + branch;
        String before = world.git.requireCommit(repo, ref);
        world.git.delete(repo, ref);
        moved(repo, ref, before, null, sender);
    }

    /** Tells of a ref that has just moved; null for one that is new or gone. */
    public void moved(Repo repo, String ref, @Nullable String before, @Nullable String after, Account sender) {
        boolean forced =
                before != null && after != null && !before.equals(History.mergeBase(world.git.of(repo), before, after));
        repo.pushedAt = world.now();
        world.events().push(repo, ref, before, after, forced, sender);
        if (!ref.startsWith(Constants.R_HEADS)) {
            return;
        }
        String branch = ref.substring(Constants.R_HEADS.length());
        if (after != null) {
            checks.requestSuites(repo, branch, before, after, sender);
        }
        pulls.headMoved(repo, branch, before, after, sender);
        pulls.baseMoved(repo, branch);
    }
}
