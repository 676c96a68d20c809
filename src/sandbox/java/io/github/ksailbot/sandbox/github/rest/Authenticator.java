package io.github.ksailbot.sandbox.github.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.model.Token;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who a request comes from, by its Authorization header; and what they may do with a repository. */
public final class Authenticator {

    private final World world;
    private final JwtVerifier jwt;

    public Authenticator(World world) {
        this.world = world;
        this.jwt = new JwtVerifier(world.apps);
    }

    /** @throws ApiError 401 for credentials that are wrong or have expired */
    Actor authenticate(@Nullable String authorization) {
        if (authorization == null) {
            return new Actor.Anonymous();
        }
        int space = authorization.indexOf(' ');
        String scheme = authorization.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
        String credentials = authorization.substring(space + 1).strip();
        if ("bearer".equals(scheme) && credentials.indexOf('.') > 0) {
            return new Actor.AsApp(jwt.verify(credentials, world.clock.instant()));
        }
        Actor actor =
                switch (scheme) {
                    case "bearer", "token" -> byToken(credentials);
                    case "basic" -> byToken(password(credentials));
                    default -> null;
                };
        if (actor == null) {
            throw ApiError.of(401, "Bad credentials");
        }
        return actor;
    }

    /** For Git: whether the header's owner may read or write the repository; null for wrong credentials. */
    public @Nullable Boolean mayGit(@Nullable String authorization, Repo repo, boolean write) {
        Actor actor;
        try {
            actor = authenticate(authorization);
        } catch (ApiError wrong) {
            return null;
        }
        String level = write ? "write" : "read";
        if (actor instanceof Actor.AsInstallation as) {
            return as.token().covers(repo) ? as.token().allows("contents", level) : !write && !repo.isPrivate;
        }
        if (actor instanceof Actor.AsUser as) {
            return allows(repo.permissionOf(as.account()), level);
        }
        return !write && !repo.isPrivate;
    }

    /** Who pushes with these credentials: the person, or the App's bot. */
    public @Nullable Account pusher(@Nullable String authorization) {
        Actor actor = authenticate(authorization);
        if (actor instanceof Actor.AsInstallation as) {
            return as.token().installation().app.bot;
        }
        return actor instanceof Actor.AsUser as ? as.account() : null;
    }

    static boolean allows(String permission, String level) {
        return switch (permission) {
            case "admin", "write" -> true;
            case "read" -> "read".equals(level);
            default -> false;
        };
    }

    private @Nullable Actor byToken(String value) {
        Account user = world.userTokens.get(value);
        if (user != null) {
            return new Actor.AsUser(user);
        }
        Token token = world.tokens.get(value);
        if (token == null || !token.expiresAt().isAfter(world.clock.instant())) {
            return null;
        }
        if (token.installation().suspendedAt != null) {
            throw ApiError.of(403, "This installation has been suspended");
        }
        return new Actor.AsInstallation(token);
    }

    private static String password(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic), UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            throw ApiError.of(401, "Bad credentials");
        }
    }
}
