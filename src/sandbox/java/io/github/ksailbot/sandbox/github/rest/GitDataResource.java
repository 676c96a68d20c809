package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.jgit.lib.Ref;

/** Git's own objects: refs, commits, trees. */
final class GitDataResource {

    private final World world;
    private final Json json;

    GitDataResource(World world, Json json) {
        this.world = world;
        this.json = json;
    }

    void register(Routes routes) {
        String git = "/repos/{owner}/{repo}/git";
        routes.get(git + "/ref/{ref}", Access.read("contents"), this::ref)
                .get(git + "/matching-refs/{ref}", Access.read("contents"), this::matching)
                .get(git + "/commits/{commit_sha}", Access.read("contents"), this::commit)
                .get(git + "/trees/{tree_sha}", Access.read("contents"), this::tree);
    }

    private Answer ref(Call call) {
        return refs(call, "refs/" + call.path("ref")).stream()
                .filter(ref -> ref.getName().equals("refs/" + call.path("ref")))
                .findFirst()
                .map(ref -> Answer.ok(ref(call.repo(), ref)))
                .orElseThrow(ApiError::notFound);
    }

    private Answer matching(Call call) {
        return Answer.page(call, refs(call, "refs/" + call.path("ref")), ref -> ref(call.repo(), ref));
    }

    private List<Ref> refs(Call call, String prefix) {
        try {
            return world.git.of(call.repo()).getRefDatabase().getRefsByPrefix(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode ref(Repo repo, Ref ref) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String sha = ref.getObjectId().name();
        body.put("ref", ref.getName());
        body.put("node_id", "REF_" + ref.getName());
        body.put("url", json.urls.api(repo) + "/git/" + ref.getName());
        body.putObject("object")
                .put("sha", sha)
                .put("type", "commit")
                .put("url", json.urls.api(repo) + "/git/commits/" + sha);
        return body;
    }

    private Answer commit(Call call) {
        String sha = world.git.commit(call.repo(), call.path("commit_sha"));
        if (sha == null) {
            throw ApiError.notFound();
        }
        return Answer.ok(json.commits.gitCommit(call.repo(), world.git.parse(call.repo(), sha)));
    }

    private Answer tree(Call call) {
        Repo repo = call.repo();
        String sha = world.git.commit(repo, call.path("tree_sha"));
        if (sha == null) {
            throw ApiError.notFound();
        }
        String tree = world.git.parse(repo, sha).getTree().name();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sha", tree);
        body.put("url", json.urls.api(repo) + "/git/trees/" + tree);
        ArrayNode entries = body.putArray("tree");
        boolean recursive = !call.query("recursive").isEmpty();
        for (History.Entry entry : History.tree(world.git.of(repo), sha, "", recursive)) {
            ObjectNode item = entries.addObject();
            item.put("path", entry.path());
            item.put("mode", entry.mode());
            item.put("type", entry.directory() ? "tree" : "blob");
            item.put("sha", entry.id());
            if (!entry.directory()) {
                item.put("size", entry.size());
            }
            item.put("url", json.urls.api(repo) + "/git/" + (entry.directory() ? "trees/" : "blobs/") + entry.id());
        }
        body.put("truncated", false);
        return Answer.ok(body);
    }
}
