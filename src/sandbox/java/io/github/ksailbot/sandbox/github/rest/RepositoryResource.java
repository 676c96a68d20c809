package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.Repositories;
import io.github.ksailbot.sandbox.github.store.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;

/** Repositories, their branches, and who may do what in them. */
final class RepositoryResource {

    private final World world;
    private final Json json;

    RepositoryResource(World world, Json json) {
        this.world = world;
        this.json = json;
    }

    void register(Routes routes) {
        String repo = "/repos/{owner}/{repo}";
        routes.get(repo, Access.read("metadata"), this::get)
                .get(repo + "/branches", Access.read("contents"), this::branches)
                .get(repo + "/branches/{branch}", Access.read("contents"), this::branch)
                .get(repo + "/collaborators/{username}/permission", Access.read("metadata"), this::permission)
                .get(repo + "/collaborators/{username}", Access.read("metadata"), this::collaborator);
    }

    private Answer get(Call call) {
        int forks = new Repositories(world).forksOf(call.repo());
        ObjectNode body = json.repositories.full(call.repo(), forks);
        if (call.actor instanceof Actor.AsInstallation) {
            ObjectNode permissions = body.putObject("permissions");
            for (String name : new String[] {"admin", "maintain", "push", "triage", "pull"}) {
                permissions.put(name, false);
            }
        }
        return Answer.ok(body);
    }

    private Answer branches(Call call) {
        Repo repo = call.repo();
        try {
            return Answer.page(
                    call,
                    world.git.of(repo).getRefDatabase().getRefsByPrefix(Constants.R_HEADS),
                    ref -> shortBranch(repo, ref));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode shortBranch(Repo repo, Ref ref) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String sha = ref.getObjectId().name();
        body.put("name", ref.getName().substring(Constants.R_HEADS.length()));
        body.putObject("commit").put("sha", sha).put("url", json.urls.api(repo) + "/commits/" + sha);
        return body.put("protected", false);
    }

    private Answer branch(Call call) {
        Repo repo = call.repo();
        String name = call.path("branch");
        String sha = world.git.commit(repo, Constants.R_HEADS + name);
        if (sha == null) {
            throw ApiError.of(404, "Branch not found");
        }
        String url = json.urls.api(repo) + "/branches/" + name;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name);
        body.set("commit", json.commits.commit(repo, world.git.parse(repo, sha)));
        body.putObject("_links").put("self", url).put("html", json.urls.web(repo) + "/tree/" + name);
        body.put("protected", false);
        body.putObject("protection").put("enabled", false);
        body.put("protection_url", url + "/protection");
        return Answer.ok(body);
    }

    private Answer permission(Call call) {
        Account account = account(call);
        String permission = call.repo().permissionOf(account);
        String role = call.repo().roleOf(account);
        ObjectNode user = json.users.simple(account);
        ObjectNode rights = user.putObject("permissions");
        rights.put("admin", "admin".equals(permission));
        rights.put("maintain", "admin".equals(permission) || "maintain".equals(role));
        rights.put("push", Authenticator.allows(permission, "write"));
        rights.put("triage", Authenticator.allows(permission, "write") || "triage".equals(role));
        rights.put("pull", Authenticator.allows(permission, "read"));
        user.put("role_name", role);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("permission", permission);
        body.set("user", user);
        body.put("role_name", role);
        return Answer.ok(body);
    }

    private Answer collaborator(Call call) {
        Account account = account(call);
        boolean is = call.repo().collaborators.containsKey(account.login())
                || call.repo().owner.id() == account.id();
        if (!is) {
            throw ApiError.notFound();
        }
        return Answer.noContent();
    }

    private Account account(Call call) {
        Account account = world.account(call.path("username"));
        if (account == null) {
            throw ApiError.notFound();
        }
        return account;
    }
}
