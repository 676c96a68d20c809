package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.engine.environment.Secret;

/**
 * Who pushes. Bound to the host of the target that they belong to; they are sent nowhere else.
 *
 * @param user not empty
 * @param password not empty
 */
public record Credentials(String user, Secret password) {
    public Credentials {
        if (user.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("half of the credentials is missing");
        }
    }
}
