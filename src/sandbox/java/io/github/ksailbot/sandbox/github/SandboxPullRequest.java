package io.github.ksailbot.sandbox.github;

import io.github.ksailbot.sandbox.github.git.CommitWriter;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.MergeGroup;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.Branches;
import io.github.ksailbot.sandbox.github.store.Checks;
import io.github.ksailbot.sandbox.github.store.Comments;
import io.github.ksailbot.sandbox.github.store.MergeQueue;
import io.github.ksailbot.sandbox.github.store.PullRequests;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pull request, and what the person who holds this object does with it. */
public final class SandboxPullRequest {

    private final World world;
    private final Pull pull;
    private final Account actor;

    SandboxPullRequest(World world, Pull pull, Account actor) {
        this.world = world;
        this.pull = pull;
        this.actor = actor;
    }

    /** The same pull request in the hands of somebody else. */
    public SandboxPullRequest as(SandboxAccount account) {
        return new SandboxPullRequest(world, pull, account.account);
    }

    public int number() {
        return pull.number;
    }

    public String headSha() {
        return world.locked(() -> pull.headSha);
    }

    public String baseSha() {
        return world.locked(() -> pull.baseSha);
    }

    /** Adds a commit to its branch. */
    public SandboxPullRequest push(String message, Map<String, String> files) {
        return push(message, files, Set.of());
    }

    public SandboxPullRequest push(String message, Map<String, String> files, Set<String> deleted) {
        return locked(() ->
                branches().commit(headRepo(), pull.headRef, new CommitWriter.Change(files, deleted), message, actor));
    }

    /** Replaces its commits by one on top of the base branch. */
    public SandboxPullRequest forcePush(String message, Map<String, String> files) {
        return locked(() -> {
            Repo head = headRepo();
            String sha = CommitWriter.write(
                    world.git.of(head),
                    world.git.requireCommit(head, pull.baseRef),
                    new CommitWriter.Change(files, Set.of()),
                    message,
                    actor,
                    world.now());
            branches().push(head, pull.headRef, sha, actor);
        });
    }

    public SandboxPullRequest retarget(String base) {
        return locked(() -> pulls().retarget(pull, base, actor));
    }

    public SandboxPullRequest rename(String title) {
        return locked(() -> pulls().rename(pull, title, actor));
    }

    public SandboxPullRequest convertToDraft() {
        return locked(() -> pulls().setDraft(pull, true, actor));
    }

    public SandboxPullRequest readyForReview() {
        return locked(() -> pulls().setDraft(pull, false, actor));
    }

    public SandboxPullRequest close() {
        return locked(() -> pulls().close(pull, actor));
    }

    public SandboxPullRequest reopen() {
        return locked(() -> pulls().reopen(pull, actor));
    }

    /** By a merge commit. @return the new commit of the base branch */
    public String merge() {
        return merge(false);
    }

    public String squash() {
        return merge(true);
    }

    /** Writes a comment, and gives its id. */
    public long comment(String body) {
        return world.locked(() -> new Comments(world).create(pull, actor, null, body).id);
    }

    public void editComment(long id, String body) {
        world.locked(() -> new Comments(world).edit(require(id), body, actor));
    }

    public void deleteComment(long id) {
        world.locked(() -> new Comments(world).delete(require(id), actor));
    }

    public List<Comment> comments() {
        return world.locked(() -> List.copyOf(pull.comments));
    }

    /** All check runs on its present head, oldest first. */
    public List<CheckRun> checkRuns() {
        return world.locked(() -> new SandboxRepository(world, pull.repo, actor).checkRuns(pull.headSha));
    }

    /** Puts it into the merge queue. */
    public Queued enqueue() {
        return world.locked(() -> new Queued(queue().enqueue(pull, actor)));
    }

    /** Its place in the merge queue. */
    public final class Queued {

        private final MergeGroup group;

        private Queued(MergeGroup group) {
            this.group = group;
        }

        public String headSha() {
            return group.headSha();
        }

        public String headRef() {
            return group.headRef();
        }

        /** The checks were good: the queue merges. */
        public void merge() {
            leave("merged");
        }

        /** The queue lets it go, as {@code invalidated} or {@code dequeued}. */
        public void leave(String reason) {
            world.locked(() -> queue().leave(group, reason, actor));
        }
    }

    private String merge(boolean squash) {
        return world.locked(() -> {
            String sha = pulls().mergeCommit(pull, squash, actor);
            if (sha == null) {
                throw new IllegalStateException("pull request " + pull.number + " has conflicts");
            }
            branches().push(pull.repo, pull.baseRef, sha, actor);
            pulls().merged(pull, sha, actor);
            return sha;
        });
    }

    private Comment require(long id) {
        return pull.comments.stream()
                .filter(comment -> comment.id == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no comment " + id));
    }

    private Repo headRepo() {
        if (pull.headRepo == null) {
            throw new IllegalStateException("the fork is gone");
        }
        return pull.headRepo;
    }

    private SandboxPullRequest locked(Runnable step) {
        world.locked(step);
        return this;
    }

    private PullRequests pulls() {
        return new PullRequests(world);
    }

    private Branches branches() {
        return new Branches(world, new Checks(world), pulls());
    }

    private MergeQueue queue() {
        return new MergeQueue(world, pulls(), branches());
    }
}
