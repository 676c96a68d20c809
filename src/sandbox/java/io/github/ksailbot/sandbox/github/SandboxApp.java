package io.github.ksailbot.sandbox.github;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.Accounts;
import io.github.ksailbot.sandbox.github.store.Apps;
import io.github.ksailbot.sandbox.github.store.World;
import java.net.URI;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A GitHub App, with its private key. */
public final class SandboxApp {

    private final World world;
    private final App app;
    private final AppKey key;

    private SandboxApp(World world, App app, AppKey key) {
        this.world = world;
        this.app = app;
        this.key = key;
    }

    /**
     * What an App is registered with.
     *
     * @param permissions name to {@code read} or {@code write}
     * @param events that it subscribes to; those about its installations come anyway
     */
    public record Registration(String slug, String webhookSecret, Map<String, String> permissions, Set<String> events) {

        public Registration {
            permissions = Map.copyOf(permissions);
            events = Set.copyOf(events);
        }

        public Registration permissions(Map<String, String> value) {
            return new Registration(slug, webhookSecret, value, events);
        }

        public Registration events(String... value) {
            return new Registration(slug, webhookSecret, permissions, Set.of(value));
        }

        public Registration webhookSecret(String value) {
            return new Registration(slug, value, permissions, events);
        }
    }

    /** Checks and pull requests to write, contents to read; all events about them. */
    public static Registration registration(String slug) {
        return new Registration(
                slug,
                "secret-of-" + slug,
                Map.of(
                        "checks", "write",
                        "contents", "read",
                        "deployments", "write",
                        "metadata", "read",
                        "pull_requests", "write"),
                Set.of("pull_request", "check_run", "check_suite", "push", "issue_comment", "merge_group"));
    }

    static SandboxApp register(World world, Registration registration) {
        KeyPair pair = AppKey.generate();
        return world.locked(() -> {
            Accounts accounts = new Accounts(world);
            Account owner = accounts.of(registration.slug() + "-makers", Account.Type.ORGANIZATION);
            Account bot = accounts.of(registration.slug() + "[bot]", Account.Type.BOT);
            App app = new Apps(world)
                    .register(
                            registration.slug(),
                            owner,
                            bot,
                            pair.getPublic(),
                            registration.permissions(),
                            registration.events(),
                            registration.webhookSecret());
            return new SandboxApp(world, app, new AppKey(pair));
        });
    }

    public long id() {
        return app.id;
    }

    /** Who writes its comments: {@code SLUG[bot]}. */
    public String botLogin() {
        return app.bot.login();
    }

    public long botId() {
        return app.bot.id();
    }

    public String webhookSecret() {
        return app.webhookSecret;
    }

    public AppKey key() {
        return key;
    }

    /** A valid JSON Web Token, as the App would make it now. */
    public String jwt() {
        return key.jwt(app.id, world.clock.instant());
    }

    /** From now on events are sent there; before, they are not even recorded. */
    public void sendWebhooksTo(URI url) {
        app.webhookUrl = url;
    }

    /** On all repositories of an account that exists, present and future. */
    public SandboxInstallation install(String login) {
        return world.locked(() -> new SandboxInstallation(world, new Apps(world).install(app, account(login), null)));
    }

    /** On chosen repositories of one account. */
    public SandboxInstallation install(SandboxRepository first, SandboxRepository... others) {
        List<Repo> repos = Stream.concat(Stream.of(first), Stream.of(others))
                .map(repository -> repository.repo)
                .toList();
        return world.locked(
                () -> new SandboxInstallation(world, new Apps(world).install(app, first.repo.owner, repos)));
    }

    private Account account(String login) {
        Account account = world.account(login);
        if (account == null) {
            throw new IllegalArgumentException("no account " + login);
        }
        return account;
    }
}
