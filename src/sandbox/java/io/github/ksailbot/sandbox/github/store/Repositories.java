package io.github.ksailbot.sandbox.github.store;

import io.github.ksailbot.sandbox.github.git.Forks;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Repo;

/** Repositories and their forks. */
public final class Repositories {

    private final World world;

    public Repositories(World world) {
        this.world = world;
    }

    public Repo create(Account owner, String name, boolean isPrivate, String defaultBranch) {
        Repo repo = new Repo(world.ids.next(), owner, name, isPrivate, defaultBranch, null, world.now());
        return put(repo);
    }

    public Repo fork(Repo parent, Account owner) {
        Repo fork = new Repo(
                world.ids.next(), owner, parent.name, parent.isPrivate, parent.defaultBranch, parent, world.now());
        put(fork);
        Forks.fetch(world.git, parent, fork, "+refs/heads/*:refs/heads/*");
        return fork;
    }

    /** Removes a fork; pull requests from it stay, with a head repository of null. */
    public void delete(Repo repo) {
        world.repos.remove(World.key(repo.fullName()));
        for (Repo other : world.repos.values()) {
            other.pulls.values().stream().filter(pull -> pull.headRepo == repo).forEach(pull -> pull.headRepo = null);
        }
    }

    public int forksOf(Repo repo) {
        return (int) world.repos.values().stream()
                .filter(other -> other.parent == repo)
                .count();
    }

    private Repo put(Repo repo) {
        if (world.repos.putIfAbsent(World.key(repo.fullName()), repo) != null) {
            throw new IllegalArgumentException("there is a repository " + repo.fullName() + " already");
        }
        world.git.create(repo);
        return repo;
    }
}
