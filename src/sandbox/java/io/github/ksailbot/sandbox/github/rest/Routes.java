package io.github.ksailbot.sandbox.github.rest;

import io.github.ksailbot.sandbox.github.hook.Webhooks;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All operations of the API, in the order in which they are tried. */
final class Routes {

    private final List<Route> all = new ArrayList<>();

    Routes(World world, Json json, Webhooks webhooks, RateLimits limits) {
        new MetaResource(json, limits).register(this);
        new AppResource(world, json).register(this);
        new HookDeliveryResource(webhooks).register(this);
        new CheckRunResource(world, json).register(this);
        new CheckSuiteResource(world, json).register(this);
        new CommentResource(world, json).register(this);
        new ReactionResource(world, json).register(this);
        new PullRequestResource(world, json).register(this);
        new CommitResource(world, json).register(this);
        new GitDataResource(world, json).register(this);
        new ContentResource(world, json).register(this);
        new DeploymentResource(world, json).register(this);
        new RepositoryResource(world, json).register(this);
        new UserResource(world, json).register(this);
    }

    Routes get(String template, Access access, Function<Call, Answer> handler) {
        return add("GET", template, access, handler);
    }

    Routes post(String template, Access access, Function<Call, Answer> handler) {
        return add("POST", template, access, handler);
    }

    Routes put(String template, Access access, Function<Call, Answer> handler) {
        return add("PUT", template, access, handler);
    }

    Routes patch(String template, Access access, Function<Call, Answer> handler) {
        return add("PATCH", template, access, handler);
    }

    Routes delete(String template, Access access, Function<Call, Answer> handler) {
        return add("DELETE", template, access, handler);
    }

    List<Route> all() {
        return all;
    }

    private Routes add(String method, String template, Access access, Function<Call, Answer> handler) {
        all.add(new Route(method, template, access, handler));
        return this;
    }
}
