package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.Branches;
import io.github.ksailbot.sandbox.github.store.Checks;
import io.github.ksailbot.sandbox.github.store.PullRequests;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.Comparator;
import java.util.List;

/** Pull requests: listed, read, opened, edited, merged. */
final class PullRequestResource {

    private final World world;
    private final Json json;
    private final PullRequests pulls;

    PullRequestResource(World world, Json json) {
        this.world = world;
        this.json = json;
        this.pulls = new PullRequests(world);
    }

    void register(Routes routes) {
        String all = "/repos/{owner}/{repo}/pulls";
        String one = all + "/{pull_number}";
        routes.get(all, Access.read("pull_requests"), this::list)
                .post(all, Access.write("pull_requests"), this::open)
                .get(one, Access.read("pull_requests"), call -> Answer.ok(json.pulls.full(find(call))))
                .patch(one, Access.write("pull_requests"), this::edit)
                .get(one + "/files", Access.read("pull_requests"), this::files)
                .get(one + "/commits", Access.read("pull_requests"), this::commits)
                .put(one + "/merge", Access.write("contents"), this::merge)
                .get("/repos/{owner}/{repo}/commits/{commit_sha}/pulls", Access.read("pull_requests"), this::ofCommit);
    }

    private Answer list(Call call) {
        String state = call.query("state").isEmpty() ? "open" : call.query("state");
        Comparator<Pull> order = "updated".equals(call.query("sort"))
                ? Comparator.comparing((Pull pull) -> pull.updatedAt).thenComparing(pull -> pull.number)
                : Comparator.comparing((Pull pull) -> pull.number);
        boolean ascending = "asc".equals(call.query("direction"))
                || (call.query("direction").isEmpty()
                        && !call.query("sort").isEmpty()
                        && !"created".equals(call.query("sort")));
        List<Pull> found = call.repo().pulls.values().stream()
                .filter(pull -> "all".equals(state) || pull.closed == "closed".equals(state))
                .filter(pull ->
                        call.query("base").isEmpty() || call.query("base").equals(pull.baseRef))
                .filter(pull ->
                        call.query("head").isEmpty() || call.query("head").equals(label(pull)))
                .sorted(ascending ? order : order.reversed())
                .toList();
        return Answer.page(call, found, json.pulls::simple);
    }

    private Answer open(Call call) {
        Repo repo = call.repo();
        String head = call.requiredText("head");
        int colon = head.indexOf(':');
        Repo from = colon < 0 ? repo : world.repo(head.substring(0, colon), repo.name);
        String branch = head.substring(colon + 1);
        String base = call.requiredText("base");
        if (from == null || world.git.commit(from, "heads/" + branch) == null) {
            throw ApiError.invalid("PullRequest", "head", "head is not a branch");
        }
        if (world.git.commit(repo, "heads/" + base) == null) {
            throw ApiError.invalid("PullRequest", "base", "base is not a branch");
        }
        String text = call.text("body");
        Pull pull = pulls.open(
                repo,
                new PullRequests.Draft(
                        from,
                        branch,
                        base,
                        call.requiredText("title"),
                        text == null ? "" : text,
                        call.body().path("draft").asBoolean()),
                call.author());
        return Answer.created(json.pulls.full(pull));
    }

    private Answer edit(Call call) {
        Pull pull = find(call);
        String title = call.text("title");
        String base = call.text("base");
        String state = call.text("state");
        String body = call.text("body");
        if (base != null && world.git.commit(pull.repo, "heads/" + base) == null) {
            throw ApiError.invalid("PullRequest", "base", "base is not a branch");
        }
        if (title != null && !title.equals(pull.title)) {
            pulls.rename(pull, title, call.author());
        }
        if (body != null) {
            pull.body = body;
        }
        if (base != null && !base.equals(pull.baseRef)) {
            pulls.retarget(pull, base, call.author());
        }
        if ("closed".equals(state) && !pull.closed) {
            pulls.close(pull, call.author());
        } else if ("open".equals(state) && pull.closed && !pull.merged()) {
            pulls.reopen(pull, call.author());
        }
        return Answer.ok(json.pulls.full(pull));
    }

    private Answer files(Call call) {
        Pull pull = find(call);
        List<History.FileChange> files = pulls.files(pull);
        return Answer.page(call, files, file -> json.commits.file(pull.repo, pull.headSha, file));
    }

    private Answer commits(Call call) {
        Pull pull = find(call);
        return Answer.page(
                call,
                History.between(world.git.of(pull.repo), pull.baseSha, pull.headSha),
                commit -> json.commits.commit(pull.repo, commit));
    }

    private Answer ofCommit(Call call) {
        String sha = call.path("commit_sha");
        return Answer.page(
                call,
                call.repo().pulls.values().stream()
                        .filter(pull -> pull.headSha.equals(sha) || sha.equals(pull.mergeCommitSha))
                        .toList(),
                json.pulls::simple);
    }

    private Answer merge(Call call) {
        Pull pull = find(call);
        String wanted = call.text("sha");
        if (wanted != null && !wanted.equals(pull.headSha)) {
            throw ApiError.of(409, "Head branch was modified. Review and try the merge again.");
        }
        boolean squash = "squash".equals(call.text("merge_method"));
        String sha = pull.closed || pull.draft ? null : pulls.mergeCommit(pull, squash, call.author());
        if (sha == null) {
            throw ApiError.of(405, "Pull Request is not mergeable");
        }
        new Branches(world, new Checks(world), pulls).push(pull.repo, pull.baseRef, sha, call.author());
        pulls.merged(pull, sha, call.author());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return Answer.ok(body.put("sha", sha).put("merged", true).put("message", "Pull Request successfully merged"));
    }

    private static String label(Pull pull) {
        Repo head = pull.headRepo;
        return (head == null ? "unknown" : head.owner.login()) + ":" + pull.headRef;
    }

    private static Pull find(Call call) {
        Pull pull = call.repo().pulls.get((int) call.id("pull_number"));
        if (pull == null) {
            throw ApiError.notFound();
        }
        return pull;
    }
}
