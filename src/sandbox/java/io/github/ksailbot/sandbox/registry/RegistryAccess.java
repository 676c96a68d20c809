package io.github.ksailbot.sandbox.registry;

import java.time.Duration;

/** Who may do what. */
public sealed interface RegistryAccess {

    /** Everybody may do everything. */
    record Open() implements RegistryAccess {}

    /** One user, who says who they are with each request. */
    record Basic(String user, String password) implements RegistryAccess {}

    /**
     * Tokens for one repository at a time, as large registries give them.
     *
     * @param lifetime of a token
     * @param mayPush whether the user gets more than the right to pull
     */
    record Tokens(String user, String password, Duration lifetime, boolean mayPush) implements RegistryAccess {}
}
