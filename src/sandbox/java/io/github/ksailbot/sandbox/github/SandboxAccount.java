package io.github.ksailbot.sandbox.github;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.store.Accounts;
import io.github.ksailbot.sandbox.github.store.Repositories;
import io.github.ksailbot.sandbox.github.store.World;

/** A person or an organization. */
public final class SandboxAccount {

    private final World world;
    final Account account;

    SandboxAccount(World world, Account account) {
        this.world = world;
        this.account = account;
    }

    public String login() {
        return account.login();
    }

    public long id() {
        return account.id();
    }

    /** A new private repository without commits; its default branch is {@code main}. */
    public SandboxRepository repository(String name) {
        return repository(name, true);
    }

    /** A new repository that everybody may read. */
    public SandboxRepository publicRepository(String name) {
        return repository(name, false);
    }

    private SandboxRepository repository(String name, boolean isPrivate) {
        return world.locked(() -> new SandboxRepository(
                world, new Repositories(world).create(account, name, isPrivate, "main"), account));
    }

    /** A fork of another's repository. */
    public SandboxRepository fork(SandboxRepository parent) {
        return world.locked(
                () -> new SandboxRepository(world, new Repositories(world).fork(parent.repo, account), account));
    }

    /** A personal access token, for Git as {@code LOGIN:TOKEN} and for the API. */
    public String token() {
        return world.locked(() -> new Accounts(world).token(account));
    }
}
