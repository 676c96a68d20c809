package io.github.ksailbot.sandbox.github.store;

import io.github.ksailbot.sandbox.github.model.Account;
import java.util.UUID;

/** People, bots and organizations. */
public final class Accounts {

    private final World world;

    public Accounts(World world) {
        this.world = world;
    }

    /** The account of that name; made if there is none. */
    public Account of(String login, Account.Type type) {
        return world.accounts.computeIfAbsent(World.key(login), absent -> new Account(world.ids.next(), login, type));
    }

    /** A personal access token. */
    public String token(Account account) {
        String token = "ghp_" + UUID.randomUUID().toString().replace("-", "");
        world.userTokens.put(token, account);
        return token;
    }
}
