package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.json.Json;

/** The API's front door and the rate limit. */
final class MetaResource {

    private static final String[] LINKS = {
        "current_user_url=/user",
        "current_user_authorizations_html_url=/settings/connections/applications{/client_id}",
        "authorizations_url=/authorizations",
        "code_search_url=/search/code?q={query}{&page,per_page,sort,order}",
        "commit_search_url=/search/commits?q={query}{&page,per_page,sort,order}",
        "emails_url=/user/emails",
        "emojis_url=/emojis",
        "events_url=/events",
        "feeds_url=/feeds",
        "followers_url=/user/followers",
        "following_url=/user/following{/target}",
        "gists_url=/gists{/gist_id}",
        "issue_search_url=/search/issues?q={query}{&page,per_page,sort,order}",
        "issues_url=/issues",
        "keys_url=/user/keys",
        "label_search_url=/search/labels?q={query}&repository_id={repository_id}{&page,per_page}",
        "notifications_url=/notifications",
        "organization_url=/orgs/{org}",
        "organization_repositories_url=/orgs/{org}/repos{?type,page,per_page,sort}",
        "organization_teams_url=/orgs/{org}/teams",
        "public_gists_url=/gists/public",
        "rate_limit_url=/rate_limit",
        "repository_url=/repos/{owner}/{repo}",
        "repository_search_url=/search/repositories?q={query}{&page,per_page,sort,order}",
        "current_user_repositories_url=/user/repos{?type,page,per_page,sort}",
        "starred_url=/user/starred{/owner}{/repo}",
        "starred_gists_url=/gists/starred",
        "user_url=/users/{user}",
        "user_organizations_url=/user/orgs",
        "user_repositories_url=/users/{user}/repos{?type,page,per_page,sort}",
        "user_search_url=/search/users?q={query}{&page,per_page,sort,order}"
    };

    private final Json json;
    private final RateLimits limits;

    MetaResource(Json json, RateLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    void register(Routes routes) {
        routes.get("/", Access.ANYONE, this::root).get("/rate_limit", Access.ANYONE, this::rateLimit);
    }

    private Answer root(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String link : LINKS) {
            int equals = link.indexOf('=');
            body.put(link.substring(0, equals), json.urls.api() + link.substring(equals + 1));
        }
        return Answer.ok(body);
    }

    private Answer rateLimit(Call call) {
        RateLimits.State state = limits.state(call.actor);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode resources = body.putObject("resources");
        for (String name : new String[] {"core", "search", "graphql", "integration_manifest"}) {
            resources.set(name, json(state));
        }
        body.set("rate", json(state));
        return Answer.ok(body);
    }

    private static ObjectNode json(RateLimits.State state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("limit", state.limit())
                .put("used", state.used())
                .put("remaining", state.remaining())
                .put("reset", state.resetsAt());
    }
}
