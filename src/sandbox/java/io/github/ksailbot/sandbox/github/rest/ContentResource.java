package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.Base64;
import java.util.List;

/** Files and directories of a commit. */
final class ContentResource {

    private final World world;
    private final Json json;

    ContentResource(World world, Json json) {
        this.world = world;
        this.json = json;
    }

    void register(Routes routes) {
        routes.get("/repos/{owner}/{repo}/contents/{path}", Access.read("contents"), this::get);
    }

    private Answer get(Call call) {
        Repo repo = call.repo();
        String ref = call.query("ref").isEmpty() ? repo.defaultBranch : call.query("ref");
        String sha = world.git.commit(repo, ref);
        if (sha == null) {
            throw ApiError.of(404, "No commit found for the ref " + ref);
        }
        String path = call.path("path");
        String parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        for (History.Entry entry : History.tree(world.git.of(repo), sha, parent, false)) {
            if (entry.path().equals(path)) {
                return entry.directory() ? directory(repo, sha, path) : file(repo, sha, entry);
            }
        }
        throw ApiError.notFound();
    }

    private Answer directory(Repo repo, String sha, String path) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        List<History.Entry> entries = History.tree(world.git.of(repo), sha, path, false);
        entries.forEach(entry -> items.add(entry(repo, sha, entry)));
        return Answer.ok(items);
    }

    private Answer file(Repo repo, String sha, History.Entry entry) {
        byte[] content = History.file(world.git.of(repo), sha, entry.path());
        ObjectNode body = entry(repo, sha, entry);
        body.put("encoding", "base64");
        body.put("content", Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(content) + "\n");
        return Answer.ok(body);
    }

    private ObjectNode entry(Repo repo, String sha, History.Entry entry) {
        String path = entry.path();
        String url = json.urls.api(repo) + "/contents/" + path + "?ref=" + sha;
        String kind = entry.directory() ? "tree" : "blob";
        String git = json.urls.api(repo) + "/git/" + kind + "s/" + entry.id();
        String page = json.urls.web(repo) + "/" + kind + "/" + sha + "/" + path;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", path.substring(path.lastIndexOf('/') + 1));
        body.put("path", path);
        body.put("sha", entry.id());
        body.put("size", Math.max(0, entry.size()));
        body.put("url", url);
        body.put("html_url", page);
        body.put("git_url", git);
        body.put("download_url", entry.directory() ? null : json.urls.web(repo) + "/raw/" + sha + "/" + path);
        body.put("type", entry.directory() ? "dir" : "file");
        body.putObject("_links").put("self", url).put("git", git).put("html", page);
        return body;
    }
}
