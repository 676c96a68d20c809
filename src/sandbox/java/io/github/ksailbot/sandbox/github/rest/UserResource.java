package io.github.ksailbot.sandbox.github.rest;

import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.store.World;
import org.jspecify.annotations.Nullable;

/** People. */
final class UserResource {

    private final World world;
    private final Json json;

    UserResource(World world, Json json) {
        this.world = world;
        this.json = json;
    }

    void register(Routes routes) {
        routes.get("/users/{username}", Access.ANYONE, this::byName);
    }

    private Answer byName(Call call) {
        @Nullable Account account = world.account(call.path("username"));
        if (account == null) {
            throw ApiError.notFound();
        }
        return Answer.ok(json.users.full(account));
    }
}
