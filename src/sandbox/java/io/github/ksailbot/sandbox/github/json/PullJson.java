package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Ids;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.PullRequests;
import io.github.ksailbot.sandbox.github.store.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pull requests. */
public final class PullJson {

    private static final Template PULL = Template.of("pull-request");

    private final World world;
    private final Urls urls;
    private final UserJson users;
    private final RepositoryJson repositories;

    PullJson(World world, Urls urls, UserJson users, RepositoryJson repositories) {
        this.world = world;
        this.urls = urls;
        this.users = users;
        this.repositories = repositories;
    }

    /** GitHub's "pull request simple", as lists carry it. */
    public ObjectNode simple(Pull pull) {
        ObjectNode json = PULL.fill(Map.of(
                "api", urls.api(),
                "web", urls.web(),
                "repo", pull.repo.fullName(),
                "number", Integer.toString(pull.number),
                "head", pull.headSha));
        json.put("id", pull.id);
        json.put("node_id", Ids.node("PR", pull.id));
        json.put("number", pull.number);
        json.put("state", pull.closed ? "closed" : "open");
        json.put("locked", false);
        json.put("title", pull.title);
        json.put("body", pull.body);
        json.put("draft", pull.draft);
        json.set("user", users.simple(pull.author));
        json.put("author_association", association(pull.repo, pull.author));
        json.put("created_at", pull.createdAt.toString());
        json.put("updated_at", pull.updatedAt.toString());
        json.put("closed_at", time(pull.closedAt));
        json.put("merged_at", time(pull.mergedAt));
        json.put("merge_commit_sha", pull.mergeCommitSha);
        json.set("head", side(pull.headRepo, pull.headRef, pull.headSha, pull.author));
        json.set("base", side(pull.repo, pull.baseRef, pull.baseSha, pull.author));
        return json;
    }

    /** GitHub's "pull request", as asked for by number and as webhooks carry it. */
    public ObjectNode full(Pull pull) {
        ObjectNode json = simple(pull);
        List<History.FileChange> files = new PullRequests(world).files(pull);
        json.put("merged", pull.merged());
        json.put("mergeable", pull.closed ? null : pull.mergeable);
        json.put("rebaseable", pull.closed ? null : pull.mergeable);
        json.put("mergeable_state", state(pull));
        Account by = pull.mergedBy;
        json.set("merged_by", by == null ? json.nullNode() : users.simple(by));
        json.put("comments", pull.comments.size());
        json.put(
                "commits",
                History.between(world.git.of(pull.repo), pull.baseSha, pull.headSha)
                        .size());
        json.put(
                "additions",
                files.stream().mapToInt(History.FileChange::additions).sum());
        json.put(
                "deletions",
                files.stream().mapToInt(History.FileChange::deletions).sum());
        json.put("changed_files", files.size());
        return json;
    }

    /** As check runs and suites name it. */
    public ObjectNode minimal(Pull pull) {
        ObjectNode json = json();
        json.put("url", urls.api(pull.repo) + "/pulls/" + pull.number);
        json.put("id", pull.id);
        json.put("number", pull.number);
        Repo head = pull.headRepo == null ? pull.repo : pull.headRepo;
        json.set("head", minimal(pull.headRef, pull.headSha, head));
        json.set("base", minimal(pull.baseRef, pull.baseSha, pull.repo));
        return json;
    }

    public static String association(Repo repo, Account account) {
        return switch (repo.permissionOf(account)) {
            case "admin" -> "OWNER";
            case "write" -> "COLLABORATOR";
            default -> "NONE";
        };
    }

    private ObjectNode side(@Nullable Repo repo, String ref, String sha, Account author) {
        ObjectNode json = json();
        Account owner = repo == null ? author : repo.owner;
        json.put("label", owner.login() + ":" + ref);
        json.put("ref", ref);
        json.put("sha", sha);
        json.set("user", users.simple(owner));
        json.set("repo", repo == null ? json.nullNode() : repositories.of(repo));
        return json;
    }

    private ObjectNode minimal(String ref, String sha, Repo repo) {
        ObjectNode json = json();
        json.put("ref", ref);
        json.put("sha", sha);
        ObjectNode inner = json.putObject("repo");
        inner.put("id", repo.id);
        inner.put("url", urls.api(repo));
        inner.put("name", repo.name);
        return json;
    }

    private static String state(Pull pull) {
        if (pull.closed || pull.mergeable == null) {
            return "unknown";
        }
        if (pull.draft) {
            return "draft";
        }
        return pull.mergeable ? "clean" : "dirty";
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static ObjectNode json() {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    }
}
