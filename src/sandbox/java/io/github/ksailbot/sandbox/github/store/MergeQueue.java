package io.github.ksailbot.sandbox.github.store;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.MergeGroup;
import io.github.ksailbot.sandbox.github.model.Pull;
import org.eclipse.jgit.lib.Constants;

/** The merge queue: speculative merges under {@code gh-readonly-queue/}. */
public final class MergeQueue {

    private final World world;
    private final PullRequests pulls;
    private final Branches branches;

    public MergeQueue(World world, PullRequests pulls, Branches branches) {
        this.world = world;
        this.pulls = pulls;
        this.branches = branches;
    }

    public MergeGroup enqueue(Pull pull, Account sender) {
        String base = world.git.requireCommit(pull.repo, Constants.R_HEADS + pull.baseRef);
        String sha = pulls.mergeCommit(pull, false, sender);
        if (sha == null) {
            throw new IllegalStateException("pull request " + pull.number + " conflicts with " + pull.baseRef);
        }
        String branch = "gh-readonly-queue/" + pull.baseRef + "/pr-" + pull.number + "-" + base;
        branches.push(pull.repo, branch, sha, sender);
        MergeGroup group =
                new MergeGroup(pull, Constants.R_HEADS + branch, sha, Constants.R_HEADS + pull.baseRef, base);
        world.events().mergeGroup("checks_requested", group, sender, null);
        return group;
    }

    /** Leaves the queue: {@code merged}, {@code invalidated} or {@code dequeued}. */
    public void leave(MergeGroup group, String reason, Account sender) {
        Pull pull = group.pull();
        if ("merged".equals(reason)) {
            branches.push(pull.repo, pull.baseRef, group.headSha(), sender);
            pulls.merged(pull, group.headSha(), sender);
        }
        branches.delete(pull.repo, group.headRef().substring(Constants.R_HEADS.length()), sender);
        world.events().mergeGroup("destroyed", group, sender, reason);
    }
}
