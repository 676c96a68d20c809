package io.github.ksailbot.sandbox.github.model;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An App on an account: on all of its repositories, or on those chosen. */
public final class Installation {

    public final long id;
    public final App app;
    public final Account account;
    public final boolean allRepositories;
    public final Set<Long> repositoryIds = new TreeSet<>();
    public final Instant createdAt;

    /** What the account has granted; at first what the App asks for. */
    public Map<String, String> permissions;

    public @Nullable Instant suspendedAt;

    public Installation(long id, App app, Account account, boolean allRepositories, Instant createdAt) {
        this.id = id;
        this.app = app;
        this.account = account;
        this.allRepositories = allRepositories;
        this.createdAt = createdAt;
        this.permissions = app.permissions;
    }

    public boolean covers(Repo repo) {
        return repo.owner.id() == account.id() && (allRepositories || repositoryIds.contains(repo.id));
    }
}
