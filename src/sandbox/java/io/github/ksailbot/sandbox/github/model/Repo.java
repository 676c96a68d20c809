package io.github.ksailbot.sandbox.github.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A repository's record; its commits are in the Git store. */
public final class Repo {

    public final long id;
    public final Account owner;
    public final String name;
    public final @Nullable Repo parent;
    public final Instant createdAt;

    public boolean isPrivate;
    public String defaultBranch;
    public Instant pushedAt;
    /** Login to {@code admin}, {@code maintain}, {@code write}, {@code triage} or {@code read}. */
    public final Map<String, String> collaborators = new TreeMap<>();

    public final TreeMap<Integer, Pull> pulls = new TreeMap<>();
    /** Oldest first. */
    public final List<Deployment> deployments = new ArrayList<>();

    public Repo(
            long id,
            Account owner,
            String name,
            boolean isPrivate,
            String defaultBranch,
            @Nullable Repo parent,
            Instant now) {
        this.id = id;
        this.owner = owner;
        this.name = name;
        this.isPrivate = isPrivate;
        this.defaultBranch = defaultBranch;
        this.parent = parent;
        this.createdAt = now;
        this.pushedAt = now;
    }

    public String fullName() {
        return owner.login() + "/" + name;
    }

    /** {@code admin}, {@code write}, {@code read} or {@code none}, as GitHub's permission endpoint says it. */
    public String permissionOf(Account account) {
        return switch (roleOf(account)) {
            case "maintain" -> "write";
            case "triage" -> "read";
            default -> roleOf(account);
        };
    }

    /** One of those, {@code maintain} or {@code triage}. */
    public String roleOf(Account account) {
        if (account.id() == owner.id()) {
            return "admin";
        }
        return collaborators.getOrDefault(account.login(), isPrivate ? "none" : "read");
    }
}
