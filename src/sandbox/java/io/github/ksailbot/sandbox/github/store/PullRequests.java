package io.github.ksailbot.sandbox.github.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.git.Forks;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.git.Merges;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/** Pull requests, their refs under {@code refs/pull/} and the events of their lives. */
public final class PullRequests {

    private final World world;

    public PullRequests(World world) {
        this.world = world;
    }

    /** What a pull request is opened with. */
    public record Draft(Repo headRepo, String headRef, String baseRef, String title, String body, boolean draft) {}

    public Pull open(Repo repo, Draft draft, Account author) {
        String head = world.git.requireCommit(draft.headRepo(), Constants.R_HEADS + draft.headRef());
        String base = world.git.requireCommit(repo, Constants.R_HEADS + draft.baseRef());
        Pull pull = new Pull(
                world.ids.next(),
                repo.pulls.isEmpty() ? 1 : repo.pulls.lastKey() + 1,
                repo,
                author,
                new Pull.Side(draft.headRepo(), draft.headRef(), head),
                new Pull.Side(repo, draft.baseRef(), base),
                draft.title(),
                draft.body(),
                world.now());
        pull.draft = draft.draft();
        repo.pulls.put(pull.number, pull);
        pointHead(pull);
        tryMerge(pull);
        world.events().pullRequest("opened", pull, author, null);
        return pull;
    }

    /** After a push: every open pull request from that branch gets the new head, or is closed with its branch. */
    void headMoved(Repo repo, String branch, @Nullable String before, @Nullable String after, Account sender) {
        for (Repo target : List.copyOf(world.repos.values())) {
            for (Pull pull : List.copyOf(target.pulls.values())) {
                if (pull.headRepo == repo && pull.headRef.equals(branch) && !pull.closed) {
                    if (after == null) {
                        close(pull, sender);
                    } else {
                        synchronize(pull, before, after, sender);
                    }
                }
            }
        }
    }

    /** After a push to a base branch the test merges are of yesterday. */
    void baseMoved(Repo repo, String branch) {
        repo.pulls.values().stream()
                .filter(pull -> !pull.closed && pull.baseRef.equals(branch))
                .forEach(this::tryMerge);
    }

    private void synchronize(Pull pull, @Nullable String before, String after, Account sender) {
        pull.headSha = after;
        pull.baseSha = world.git.requireCommit(pull.repo, Constants.R_HEADS + pull.baseRef);
        pointHead(pull);
        tryMerge(pull);
        ObjectNode extra = object();
        extra.put("before", before == null ? "0".repeat(40) : before).put("after", after);
        changed("synchronize", pull, sender, extra);
    }

    public void setDraft(Pull pull, boolean draft, Account sender) {
        if (pull.draft != draft) {
            pull.draft = draft;
            changed(draft ? "converted_to_draft" : "ready_for_review", pull, sender, null);
        }
    }

    public void retarget(Pull pull, String baseRef, Account sender) {
        ObjectNode extra = object();
        ObjectNode base = extra.putObject("changes").putObject("base");
        base.putObject("ref").put("from", pull.baseRef);
        base.putObject("sha").put("from", pull.baseSha);
        pull.baseSha = world.git.requireCommit(pull.repo, Constants.R_HEADS + baseRef);
        pull.baseRef = baseRef;
        tryMerge(pull);
        changed("edited", pull, sender, extra);
    }

    public void rename(Pull pull, String title, Account sender) {
        ObjectNode extra = object();
        extra.putObject("changes").putObject("title").put("from", pull.title);
        pull.title = title;
        changed("edited", pull, sender, extra);
    }

    public void close(Pull pull, Account sender) {
        pull.closed = true;
        pull.closedAt = world.now();
        changed("closed", pull, sender, null);
    }

    public void reopen(Pull pull, Account sender) {
        pull.closed = false;
        pull.closedAt = null;
        tryMerge(pull);
        changed("reopened", pull, sender, null);
    }

    /** Marks it merged; the base branch has been moved to the commit before. */
    public void merged(Pull pull, String sha, Account sender) {
        pull.closed = true;
        pull.closedAt = world.now();
        pull.mergedAt = pull.closedAt;
        pull.mergedBy = sender;
        pull.mergeCommitSha = sha;
        changed("closed", pull, sender, null);
    }

    /** The commit that a merge of today would make; null on a conflict. */
    public @Nullable String mergeCommit(Pull pull, boolean squash, Account author) {
        String base = world.git.requireCommit(pull.repo, Constants.R_HEADS + pull.baseRef);
        String message = squash
                ? pull.title + " (#" + pull.number + ")"
                : "Merge pull request #" + pull.number + " from " + label(pull) + "\n\n" + pull.title;
        return Merges.merge(world.git.of(pull.repo), base, pull.headSha, squash, message, author, world.now());
    }

    public List<History.FileChange> files(Pull pull) {
        var git = world.git.of(pull.repo);
        return History.changes(git, History.mergeBase(git, pull.baseSha, pull.headSha), pull.headSha);
    }

    private static String label(Pull pull) {
        Repo head = pull.headRepo;
        return (head == null ? "unknown" : head.owner.login()) + "/" + pull.headRef;
    }

    private void pointHead(Pull pull) {
        Repo head = pull.headRepo;
        String ref = "refs/pull/" + pull.number + "/head";
        if (head != null && head != pull.repo) {
            Forks.fetch(world.git, head, pull.repo, "+" + Constants.R_HEADS + pull.headRef + ":" + ref);
        } else {
            world.git.point(pull.repo, ref, pull.headSha);
        }
    }

    private void tryMerge(Pull pull) {
        String merge = mergeCommit(pull, false, pull.author);
        pull.mergeable = merge != null;
        pull.mergeCommitSha = merge;
        String ref = "refs/pull/" + pull.number + "/merge";
        if (merge != null) {
            world.git.point(pull.repo, ref, merge);
        } else if (world.git.commit(pull.repo, ref) != null) {
            world.git.delete(pull.repo, ref);
        }
    }

    private void changed(String action, Pull pull, Account sender, @Nullable ObjectNode extra) {
        pull.updatedAt = world.now();
        world.events().pullRequest(action, pull, sender, extra);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
