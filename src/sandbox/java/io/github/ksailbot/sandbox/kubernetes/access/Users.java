package io.github.ksailbot.sandbox.kubernetes.access;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who has which bearer token. */
public final class Users {
    private final Map<String, User> byToken = new ConcurrentHashMap<>();
    private final String admin = issue(User.ADMIN);

    /** The token of somebody who may do everything. */
    public String adminToken() {
        return admin;
    }

    /** A new token for somebody, with nothing but what the roles in the cluster give. */
    public String issue(String user) {
        return issue(new User(user, Set.of("system:authenticated")));
    }

    /** A new token for a service account. */
    public String issueServiceAccount(String namespace, String name) {
        return issue(new User(
                "system:serviceaccount:" + namespace + ":" + name,
                Set.of("system:authenticated", "system:serviceaccounts", "system:serviceaccounts:" + namespace)));
    }

    private String issue(User user) {
        String token = "sandbox-" + UUID.randomUUID();
        byToken.put(token, user);
        return token;
    }

    /** Whose token it is. */
    public User user(String token) {
        User user = byToken.get(token);
        if (user == null) {
            throw new IllegalArgumentException("nobody has this token");
        }
        return user;
    }

    /** From now on the token is worth nothing. */
    public void revoke(String token) {
        byToken.remove(token);
    }

    /** @param authorization the header; null when there was none */
    public @Nullable User of(@Nullable String authorization) {
        return authorization != null && authorization.startsWith("Bearer ")
                ? byToken.get(authorization.substring("Bearer ".length()).strip())
                : null;
    }
}
