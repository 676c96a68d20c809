package io.github.ksailbot.sandbox.github;

import io.github.ksailbot.sandbox.github.git.CommitWriter;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Deployment;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.Accounts;
import io.github.ksailbot.sandbox.github.store.Branches;
import io.github.ksailbot.sandbox.github.store.Checks;
import io.github.ksailbot.sandbox.github.store.PullRequests;
import io.github.ksailbot.sandbox.github.store.Repositories;
import io.github.ksailbot.sandbox.github.store.World;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/** A repository, and what the person who holds this object does with it. Commits are pushed at once. */
public final class SandboxRepository {

    private final World world;
    final Repo repo;
    private final Account actor;

    SandboxRepository(World world, Repo repo, Account actor) {
        this.world = world;
        this.repo = repo;
        this.actor = actor;
    }

    /** The same repository in the hands of somebody else. */
    public SandboxRepository as(SandboxAccount account) {
        return new SandboxRepository(world, repo, account.account);
    }

    public long id() {
        return repo.id;
    }

    /** {@code OWNER/NAME}. */
    public String fullName() {
        return repo.fullName();
    }

    /** Lets a person do something here: {@code read}, {@code triage}, {@code write}, {@code maintain} or {@code admin} */
    public SandboxRepository collaborator(String login, String permission) {
        return world.locked(() -> {
            Account account = new Accounts(world).of(login, Account.Type.USER);
            repo.collaborators.put(account.login(), permission);
            return this;
        });
    }

    /**
     * Commits files to a branch and pushes; the branch starts at the default branch if it is new.
     *
     * @param files path to text
     */
    public SandboxBranch commit(String branch, String message, Map<String, String> files) {
        return commit(branch, message, files, Set.of());
    }

    /** Commits writes and deletions; a deleted path that ends in {@code /} takes everything below it */
    public SandboxBranch commit(String branch, String message, Map<String, String> files, Set<String> deleted) {
        return world.locked(() -> {
            branches().commit(repo, branch, new CommitWriter.Change(files, deleted), message, actor);
            return branch(branch);
        });
    }

    /** Replaces a branch by one new commit on top of another revision. */
    public SandboxBranch forcePush(String branch, String onto, String message, Map<String, String> files) {
        return world.locked(() -> {
            String parent = world.git.requireCommit(repo, onto);
            String sha = CommitWriter.write(
                    world.git.of(repo), parent, new CommitWriter.Change(files, Set.of()), message, actor, world.now());
            branches().push(repo, branch, sha, actor);
            return branch(branch);
        });
    }

    /** Points a branch at a commit that exists, as {@code git push --force} would. */
    public SandboxBranch push(String branch, String revision) {
        return world.locked(() -> {
            branches().push(repo, branch, world.git.requireCommit(repo, revision), actor);
            return branch(branch);
        });
    }

    public void deleteBranch(String branch) {
        world.locked(() -> branches().delete(repo, branch, actor));
    }

    public SandboxBranch branch(String name) {
        return new SandboxBranch(this, name);
    }

    /** The commit that a branch, a ref or an id names. */
    public String sha(String revision) {
        return world.locked(() -> world.git.requireCommit(repo, revision));
    }

    public boolean has(String revision) {
        return world.locked(() -> world.git.commit(repo, revision) != null);
    }

    /** A file's text; null if there is none. */
    public @Nullable String file(String revision, String path) {
        return world.locked(() -> {
            byte[] content = History.file(world.git.of(repo), world.git.requireCommit(repo, revision), path);
            return content == null ? null : new String(content, StandardCharsets.UTF_8);
        });
    }

    SandboxPullRequest open(Repo head, String branch, String base, String title, String body, boolean draft) {
        return world.locked(() -> {
            Pull pull = new PullRequests(world)
                    .open(repo, new PullRequests.Draft(head, branch, base, title, body, draft), actor);
            return new SandboxPullRequest(world, pull, actor);
        });
    }

    /** A pull request from a fork's branch into this repository's default branch, by the fork's owner. */
    public SandboxPullRequest openFrom(SandboxBranch branch, String title) {
        SandboxRepository fork = branch.repository();
        return new SandboxRepository(world, repo, fork.actor)
                .open(fork.repo, branch.name(), repo.defaultBranch, title, "", false);
    }

    public List<SandboxPullRequest> pullRequests() {
        return world.locked(() -> repo.pulls.values().stream()
                .map(pull -> new SandboxPullRequest(world, pull, actor))
                .toList());
    }

    /** All check runs on a commit, oldest first. */
    public List<CheckRun> checkRuns(String revision) {
        return world.locked(() -> {
            String sha = world.git.requireCommit(repo, revision);
            return new Checks(world)
                    .runsOn(repo, sha).stream()
                            .sorted((one, other) -> Long.compare(one.id, other.id))
                            .toList();
        });
    }

    /** All deployments, oldest first. */
    public List<Deployment> deployments() {
        return world.locked(() -> List.copyOf(repo.deployments));
    }

    /** The button "Re-run" of a check. */
    public void rerequest(CheckRun run) {
        world.locked(() -> new Checks(world).rerequest(run, actor));
    }

    /** The button "Re-run all checks" of a commit. */
    public void rerequestSuites(String revision) {
        world.locked(() -> {
            Checks checks = new Checks(world);
            checks.suitesOn(repo, world.git.requireCommit(repo, revision))
                    .forEach(suite -> checks.rerequest(suite, actor));
        });
    }

    /** Where Git clones it from. */
    public URI cloneUrl(SandboxGitHub github) {
        return URI.create(github.address() + "/" + fullName() + ".git");
    }

    /** Deletes it, as the owner of a fork might. */
    public void delete() {
        world.locked(() -> new Repositories(world).delete(repo));
    }

    String defaultBranch() {
        return repo.defaultBranch;
    }

    private Branches branches() {
        return new Branches(world, new Checks(world), new PullRequests(world));
    }

    static String head(String branch) {
        return Constants.R_HEADS + branch;
    }
}
