package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Ids;
import io.github.ksailbot.sandbox.github.model.Repo;
import java.util.Map;

/** Repositories. */
public final class RepositoryJson {

    private static final Template REPOSITORY = Template.of("repository");

    private final Urls urls;
    private final UserJson users;

    RepositoryJson(Urls urls, UserJson users) {
        this.urls = urls;
        this.users = users;
    }

    /** Good for GitHub's "minimal repository" and "repository". */
    public ObjectNode of(Repo repo) {
        ObjectNode json = REPOSITORY.fill(Map.of(
                "api", urls.api(),
                "web", urls.web(),
                "host", urls.host(),
                "repo", repo.fullName(),
                "name", repo.name));
        long open = repo.pulls.values().stream().filter(pull -> !pull.closed).count();
        json.put("id", repo.id);
        json.put("node_id", Ids.node("R", repo.id));
        json.put("private", repo.isPrivate);
        json.put("visibility", repo.isPrivate ? "private" : "public");
        json.put("fork", repo.parent != null);
        json.putNull("description");
        json.put("default_branch", repo.defaultBranch);
        json.put("created_at", repo.createdAt.toString());
        json.put("updated_at", repo.pushedAt.toString());
        json.put("pushed_at", repo.pushedAt.toString());
        json.put("open_issues", open);
        json.put("open_issues_count", open);
        json.put("forks", 0);
        json.put("forks_count", 0);
        json.set("owner", users.simple(repo.owner));
        return json;
    }

    /** GitHub's "full repository". */
    public ObjectNode full(Repo repo, int forks) {
        ObjectNode json = of(repo);
        json.put("forks", forks).put("forks_count", forks).put("network_count", forks);
        json.put("subscribers_count", 0);
        if (repo.owner.type() == Account.Type.ORGANIZATION) {
            json.set("organization", users.simple(repo.owner));
        }
        if (repo.parent != null) {
            json.set("parent", of(repo.parent));
            json.set("source", of(repo.parent));
        }
        return json;
    }

    /** As push events carry it: times in seconds, the owner with name and address. */
    public ObjectNode pushed(Repo repo) {
        ObjectNode json = of(repo);
        json.put("url", urls.web(repo));
        json.put("created_at", repo.createdAt.getEpochSecond());
        json.put("pushed_at", repo.pushedAt.getEpochSecond());
        json.put("stargazers", 0);
        json.put("master_branch", repo.defaultBranch);
        if (repo.owner.type() == Account.Type.ORGANIZATION) {
            json.put("organization", repo.owner.login());
        }
        ObjectNode owner = users.simple(repo.owner);
        owner.put("name", repo.owner.login());
        owner.put("email", repo.owner.email());
        json.set("owner", owner);
        return json;
    }

    /** The few fields that installation events carry. */
    public ObjectNode named(Repo repo) {
        ObjectNode json = users.simple(repo.owner).objectNode();
        json.put("id", repo.id);
        json.put("node_id", Ids.node("R", repo.id));
        json.put("name", repo.name);
        json.put("full_name", repo.fullName());
        json.put("private", repo.isPrivate);
        return json;
    }
}
