package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.json.AppJson;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Installation;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.model.Token;
import io.github.ksailbot.sandbox.github.store.Apps;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Apps, their installations, and installation access tokens. */
final class AppResource {

    private final World world;
    private final Json json;
    private final Apps apps;

    AppResource(World world, Json json) {
        this.world = world;
        this.json = json;
        this.apps = new Apps(world);
    }

    void register(Routes routes) {
        routes.get("/app", Access.APP, call -> Answer.ok(json.apps.app(call.app())))
                .get("/app/installations", Access.APP, this::list)
                .get("/app/installations/{installation_id}", Access.APP, this::byId)
                .post("/app/installations/{installation_id}/access_tokens", Access.APP, this::issue)
                .get("/repos/{owner}/{repo}/installation", Access.APP, this::byRepository)
                .get("/orgs/{org}/installation", Access.APP, call -> byAccount(call, call.path("org")))
                .get("/users/{username}/installation", Access.APP, call -> byAccount(call, call.path("username")))
                .get("/installation/repositories", Access.INSTALLATION, this::repositories)
                .delete("/installation/token", Access.INSTALLATION, this::revoke);
    }

    private Answer list(Call call) {
        return Answer.page(call, apps.installationsOf(call.app()), json.apps::installation);
    }

    private Answer byId(Call call) {
        return Answer.ok(json.apps.installation(installation(call)));
    }

    private Answer byRepository(Call call) {
        Repo repo = world.repo(call.path("owner"), call.path("repo"));
        return apps.installationsOf(call.app()).stream()
                .filter(installation -> repo != null && installation.covers(repo))
                .findFirst()
                .map(installation -> Answer.ok(json.apps.installation(installation)))
                .orElseThrow(ApiError::notFound);
    }

    private Answer byAccount(Call call, String login) {
        Account account = world.account(login);
        return apps.installationsOf(call.app()).stream()
                .filter(installation -> account != null && installation.account.id() == account.id())
                .findFirst()
                .map(installation -> Answer.ok(json.apps.installation(installation)))
                .orElseThrow(ApiError::notFound);
    }

    private Answer issue(Call call) {
        Installation installation = installation(call);
        if (installation.suspendedAt != null) {
            throw ApiError.of(403, "This installation has been suspended");
        }
        Set<Long> repositories = chosen(call, installation);
        Token token = apps.issue(installation, permissions(call, installation), repositories);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("token", token.value());
        body.put("expires_at", token.expiresAt().toString());
        body.set("permissions", AppJson.permissions(token.permissions()));
        body.put("repository_selection", installation.allRepositories && repositories == null ? "all" : "selected");
        if (repositories != null) {
            ArrayNode list = body.putArray("repositories");
            visible(token).forEach(repo -> list.add(json.repositories.of(repo)));
        }
        return Answer.created(body);
    }

    /** The narrowing to permissions; more than the installation has is refused. */
    private static Map<String, String> permissions(Call call, Installation installation) {
        JsonNode wanted = call.body().path("permissions");
        if (wanted.isEmpty()) {
            return installation.permissions;
        }
        Map<String, String> narrowed = new HashMap<>();
        for (Map.Entry<String, JsonNode> permission : wanted.properties()) {
            String level = permission.getValue().asText();
            String granted = installation.permissions.get(permission.getKey());
            if (granted == null || ("write".equals(level) && !"write".equals(granted))) {
                throw ApiError.of(422, "The permissions requested are not granted to this installation.");
            }
            narrowed.put(permission.getKey(), level);
        }
        return narrowed;
    }

    private @Nullable Set<Long> chosen(Call call, Installation installation) {
        JsonNode names = call.body().path("repositories");
        JsonNode ids = call.body().path("repository_ids");
        if (names.isMissingNode() && ids.isMissingNode()) {
            return null;
        }
        Set<Long> chosen = new TreeSet<>();
        List<Repo> covered = apps.repositoriesOf(installation);
        for (JsonNode name : names) {
            chosen.add(pick(covered.stream()
                    .filter(repo -> repo.name.equalsIgnoreCase(name.asText()))
                    .toList()));
        }
        for (JsonNode id : ids) {
            chosen.add(
                    pick(covered.stream().filter(repo -> repo.id == id.asLong()).toList()));
        }
        return chosen;
    }

    private static long pick(List<Repo> found) {
        if (found.isEmpty()) {
            throw ApiError.of(
                    422,
                    "There is at least one repository that does not exist or is not accessible to the parent installation.");
        }
        return found.get(0).id;
    }

    private Answer repositories(Call call) {
        Token token = token(call);
        Answer answer = Answer.counted(call, "repositories", visible(token), json.repositories::of);
        ((ObjectNode) answer.body())
                .put(
                        "repository_selection",
                        token.installation().allRepositories && token.repositoryIds() == null ? "all" : "selected");
        return answer;
    }

    private Answer revoke(Call call) {
        world.tokens.remove(token(call).value());
        return Answer.noContent();
    }

    private List<Repo> visible(Token token) {
        return world.repos.values().stream().filter(token::covers).toList();
    }

    private static Token token(Call call) {
        if (call.actor instanceof Actor.AsInstallation as) {
            return as.token();
        }
        throw ApiError.notPermitted();
    }

    private Installation installation(Call call) {
        Installation installation = world.installations.get(call.id("installation_id"));
        if (installation == null || installation.app != call.app()) {
            throw ApiError.notFound();
        }
        return installation;
    }
}
