package io.github.ksailbot.sandbox.github.store;

import io.github.ksailbot.sandbox.github.git.GitStore;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.CheckSuite;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Ids;
import io.github.ksailbot.sandbox.github.model.Installation;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.model.Token;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that this GitHub knows. One lock guards it all: every request and every step of a test reads and writes
 * under {@link #locked}; nothing under it waits for the network.
 */
public final class World {

    public final Clock clock;
    public final Ids ids = new Ids();
    public final GitStore git;
    public final Map<String, Account> accounts = new TreeMap<>();
    public final Map<Long, App> apps = new TreeMap<>();
    public final Map<Long, Installation> installations = new TreeMap<>();
    public final Map<String, Repo> repos = new TreeMap<>();
    public final Map<String, Token> tokens = new TreeMap<>();
    /** Personal access tokens, for people who use Git or the API. */
    public final Map<String, Account> userTokens = new TreeMap<>();

    public final Map<Long, Comment> comments = new TreeMap<>();
    public final Map<Long, CheckSuite> suites = new TreeMap<>();
    public final Map<Long, CheckRun> runs = new TreeMap<>();

    private @Nullable Events events;

    public World(Clock clock, GitStore git) {
        this.clock = clock;
        this.git = git;
    }

    /** Said once, right after construction: who is told what happens. */
    public void tell(Events listener) {
        this.events = listener;
    }

    Events events() {
        if (events == null) {
            throw new IllegalStateException("nobody listens to this world");
        }
        return events;
    }

    public synchronized <T> T locked(Supplier<T> step) {
        return step.get();
    }

    public synchronized void locked(Runnable step) {
        step.run();
    }

    /** GitHub's timestamps have whole seconds. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Names are found whatever their case, as on GitHub. */
    public @Nullable Repo repo(String owner, String name) {
        return repos.get(key(owner + "/" + name));
    }

    public @Nullable Account account(String login) {
        return accounts.get(key(login));
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
