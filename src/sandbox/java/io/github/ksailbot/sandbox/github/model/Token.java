package io.github.ksailbot.sandbox.github.model;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An installation access token.
 *
 * @param permissions at most the installation's
 * @param repositoryIds the repositories that it is narrowed to; null for all of the installation's
 */
public record Token(
        String value,
        Installation installation,
        Map<String, String> permissions,
        @Nullable Set<Long> repositoryIds,
        Instant expiresAt) {

    public Token {
        permissions = Map.copyOf(permissions);
        repositoryIds = repositoryIds == null ? null : Set.copyOf(repositoryIds);
    }

    public boolean covers(Repo repo) {
        return installation.covers(repo) && (repositoryIds == null || repositoryIds.contains(repo.id));
    }

    /** Whether it grants the permission: {@code write} includes {@code read}; public metadata is always readable. */
    public boolean allows(String permission, String level) {
        String granted = permissions.get(permission);
        // Permissions taken away from the installation are gone from its tokens at once.
        String installed = installation.permissions.get(permission);
        if ("metadata".equals(permission)) {
            return "read".equals(level);
        }
        return covers(granted, level) && covers(installed, level);
    }

    private static boolean covers(@Nullable String granted, String wanted) {
        return wanted.equals(granted) || "write".equals(granted);
    }
}
