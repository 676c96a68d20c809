package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Commits, files and Git objects. */
public final class CommitJson {

    private final World world;
    private final Urls urls;
    private final UserJson users;

    CommitJson(World world, Urls urls, UserJson users) {
        this.world = world;
        this.urls = urls;
        this.users = users;
    }

    /** GitHub's "commit", without statistics and files. */
    public ObjectNode commit(Repo repo, RevCommit commit) {
        String url = urls.api(repo) + "/commits/" + commit.name();
        ObjectNode json = object();
        json.put("sha", commit.name());
        json.put("node_id", "C_" + commit.name());
        ObjectNode inner = json.putObject("commit");
        inner.set("author", person(commit.getAuthorIdent()));
        inner.set("committer", person(commit.getCommitterIdent()));
        inner.put("message", commit.getFullMessage());
        inner.set("tree", tree(repo, commit));
        inner.put("url", urls.api(repo) + "/git/commits/" + commit.name());
        inner.put("comment_count", 0);
        inner.set("verification", unsigned());
        json.put("url", url);
        json.put("html_url", urls.web(repo) + "/commit/" + commit.name());
        json.put("comments_url", url + "/comments");
        json.set("author", account(commit.getAuthorIdent()));
        json.set("committer", account(commit.getCommitterIdent()));
        json.set("parents", parents(repo, commit, "/commits/"));
        return json;
    }

    /** GitHub's "git commit". */
    public ObjectNode gitCommit(Repo repo, RevCommit commit) {
        ObjectNode json = object();
        json.put("sha", commit.name());
        json.put("node_id", "C_" + commit.name());
        json.put("url", urls.api(repo) + "/git/commits/" + commit.name());
        json.put("html_url", urls.web(repo) + "/commit/" + commit.name());
        json.set("author", person(commit.getAuthorIdent()));
        json.set("committer", person(commit.getCommitterIdent()));
        json.set("tree", tree(repo, commit));
        json.put("message", commit.getFullMessage());
        json.set("parents", parents(repo, commit, "/git/commits/"));
        json.set("verification", unsigned());
        return json;
    }

    /** As check suites and merge groups carry it. */
    public static ObjectNode simple(RevCommit commit) {
        ObjectNode json = object();
        json.put("id", commit.name());
        json.put("tree_id", commit.getTree().name());
        json.put("message", commit.getFullMessage());
        json.put("timestamp", commit.getCommitterIdent().getWhenAsInstant().toString());
        for (String role : List.of("author", "committer")) {
            PersonIdent person = "author".equals(role) ? commit.getAuthorIdent() : commit.getCommitterIdent();
            json.putObject(role).put("name", person.getName()).put("email", person.getEmailAddress());
        }
        return json;
    }

    /** As push events carry it, with the paths that it touches. */
    public ObjectNode pushed(Repo repo, RevCommit commit) {
        ObjectNode json = simple(commit);
        json.put("distinct", true);
        json.put("url", urls.web(repo) + "/commit/" + commit.name());
        for (String role : List.of("author", "committer")) {
            ObjectNode person = (ObjectNode) json.get(role);
            person.put("username", person.get("name").textValue());
        }
        ArrayNode added = json.putArray("added");
        ArrayNode removed = json.putArray("removed");
        ArrayNode modified = json.putArray("modified");
        String parent =
                commit.getParentCount() == 0 ? null : commit.getParent(0).name();
        for (History.FileChange file : History.changes(world.git.of(repo), parent, commit.name())) {
            switch (file.status()) {
                case "added", "copied" -> added.add(file.path());
                case "removed" -> removed.add(file.path());
                default -> modified.add(file.path());
            }
        }
        return json;
    }

    /** GitHub's "diff entry". */
    public ObjectNode file(Repo repo, String sha, History.FileChange change) {
        String path = encode(change.path());
        ObjectNode json = object();
        json.put("sha", change.blob());
        json.put("filename", change.path());
        json.put("status", change.status());
        json.put("additions", change.additions());
        json.put("deletions", change.deletions());
        json.put("changes", change.additions() + change.deletions());
        json.put("blob_url", urls.web(repo) + "/blob/" + sha + "/" + path);
        json.put("raw_url", urls.web(repo) + "/raw/" + sha + "/" + path);
        json.put("contents_url", urls.api(repo) + "/contents/" + path + "?ref=" + sha);
        json.put("patch", change.patch());
        if (change.previousPath() != null) {
            json.put("previous_filename", change.previousPath());
        }
        return json;
    }

    static String encode(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private JsonNode account(PersonIdent person) {
        Account account = world.account(person.getName());
        return account == null ? object().nullNode() : users.simple(account);
    }

    private ObjectNode tree(Repo repo, RevCommit commit) {
        String sha = commit.getTree().name();
        return object().put("sha", sha).put("url", urls.api(repo) + "/git/trees/" + sha);
    }

    private ArrayNode parents(Repo repo, RevCommit commit, String path) {
        ArrayNode json = object().arrayNode();
        for (RevCommit parent : commit.getParents()) {
            json.addObject()
                    .put("sha", parent.name())
                    .put("url", urls.api(repo) + path + parent.name())
                    .put("html_url", urls.web(repo) + "/commit/" + parent.name());
        }
        return json;
    }

    private static ObjectNode person(PersonIdent person) {
        return object().put("name", person.getName())
                .put("email", person.getEmailAddress())
                .put("date", person.getWhenAsInstant().toString());
    }

    private static ObjectNode unsigned() {
        ObjectNode json = object();
        json.put("verified", false).put("reason", "unsigned");
        json.putNull("signature");
        json.putNull("payload");
        json.putNull("verified_at");
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
