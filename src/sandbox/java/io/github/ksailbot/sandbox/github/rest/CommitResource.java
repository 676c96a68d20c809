package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** Commits and comparisons. */
final class CommitResource {

    private final World world;
    private final Json json;

    CommitResource(World world, Json json) {
        this.world = world;
        this.json = json;
    }

    void register(Routes routes) {
        routes.get("/repos/{owner}/{repo}/compare/{basehead}", Access.read("contents"), this::compare)
                .get("/repos/{owner}/{repo}/commits", Access.read("contents"), this::list)
                .get("/repos/{owner}/{repo}/commits/{ref}", Access.read("contents"), this::byRef);
    }

    private Answer list(Call call) {
        Repo repo = call.repo();
        String start = call.query("sha").isEmpty() ? repo.defaultBranch : call.query("sha");
        List<RevCommit> commits = new ArrayList<>(History.between(world.git.of(repo), null, commit(repo, start)));
        Collections.reverse(commits);
        return Answer.page(call, commits, commit -> json.commits.commit(repo, commit));
    }

    private Answer byRef(Call call) {
        Repo repo = call.repo();
        RevCommit commit = world.git.parse(repo, commit(repo, call.path("ref")));
        String parent =
                commit.getParentCount() == 0 ? null : commit.getParent(0).name();
        List<History.FileChange> files = History.changes(world.git.of(repo), parent, commit.name());
        ObjectNode body = json.commits.commit(repo, commit);
        int additions = files.stream().mapToInt(History.FileChange::additions).sum();
        int deletions = files.stream().mapToInt(History.FileChange::deletions).sum();
        body.putObject("stats")
                .put("additions", additions)
                .put("deletions", deletions)
                .put("total", additions + deletions);
        body.set("files", files(repo, commit.name(), files));
        return Answer.ok(body);
    }

    private Answer compare(Call call) {
        Repo repo = call.repo();
        String range = call.path("basehead");
        int dots = range.indexOf("...");
        if (dots < 0) {
            throw ApiError.notFound();
        }
        Repository git = world.git.of(repo);
        String base = commit(repo, range.substring(0, dots));
        String head = commit(repo, range.substring(dots + 3));
        String common = History.mergeBase(git, base, head);
        if (common == null) {
            throw ApiError.of(404, "No common ancestor between " + base + " and " + head + ".");
        }
        List<RevCommit> ahead = History.between(git, base, head);
        int behind = History.between(git, head, base).size();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String url = json.urls.api(repo) + "/compare/" + range;
        String page = json.urls.web(repo) + "/compare/" + range;
        body.put("url", url);
        body.put("html_url", page);
        body.put("permalink_url", page);
        body.put("diff_url", page + ".diff");
        body.put("patch_url", page + ".patch");
        body.set("base_commit", json.commits.commit(repo, world.git.parse(repo, base)));
        body.set("merge_base_commit", json.commits.commit(repo, world.git.parse(repo, common)));
        body.put("status", status(ahead.size(), behind));
        body.put("ahead_by", ahead.size());
        body.put("behind_by", behind);
        body.put("total_commits", ahead.size());
        ArrayNode commits = body.putArray("commits");
        ahead.forEach(commit -> commits.add(json.commits.commit(repo, commit)));
        body.set("files", files(repo, head, History.changes(git, common, head)));
        return Answer.ok(body);
    }

    private static String status(int ahead, int behind) {
        if (ahead > 0 && behind > 0) {
            return "diverged";
        }
        return ahead > 0 ? "ahead" : behind > 0 ? "behind" : "identical";
    }

    private ArrayNode files(Repo repo, String sha, List<History.FileChange> files) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        files.forEach(file -> array.add(json.commits.file(repo, sha, file)));
        return array;
    }

    private String commit(Repo repo, String revision) {
        String sha = world.git.commit(repo, revision);
        if (sha == null) {
            throw ApiError.of(422, "No commit found for SHA: " + revision);
        }
        return sha;
    }
}
