package io.github.ksailbot.sandbox.github;

import io.github.ksailbot.sandbox.github.git.GitHttp;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.rest.Authenticator;
import io.github.ksailbot.sandbox.github.store.Branches;
import io.github.ksailbot.sandbox.github.store.Checks;
import io.github.ksailbot.sandbox.github.store.PullRequests;
import io.github.ksailbot.sandbox.github.store.World;
import org.jspecify.annotations.Nullable;

/** Git over HTTP and the world it changes. */
final class SandboxHub implements GitHttp.Hub {

    private final World world;
    private final Authenticator authenticator;

    SandboxHub(World world, Authenticator authenticator) {
        this.world = world;
        this.authenticator = authenticator;
    }

    @Override
    public @Nullable Repo find(String owner, String name) {
        return world.locked(() -> world.repo(owner, name));
    }

    @Override
    public @Nullable Boolean may(@Nullable String authorization, Repo repo, boolean write) {
        return world.locked(() -> authenticator.mayGit(authorization, repo, write));
    }

    @Override
    public @Nullable Account pusher(@Nullable String authorization) {
        return world.locked(() -> authenticator.pusher(authorization));
    }

    @Override
    public void pushed(Repo repo, String ref, @Nullable String before, @Nullable String after, Account pusher) {
        world.locked(() -> new Branches(world, new Checks(world), new PullRequests(world))
                .moved(repo, ref, before, after, pusher));
    }
}
