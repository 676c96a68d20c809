package io.github.ksailbot.sandbox.github.store;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.Installation;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.model.Token;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Apps, where they are installed, and their tokens. */
public final class Apps {

    /** How long an installation token lives. */
    public static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    private final World world;

    public Apps(World world) {
        this.world = world;
    }

    public App register(
            String slug,
            Account owner,
            Account bot,
            PublicKey key,
            Map<String, String> permissions,
            Set<String> events,
            String webhookSecret) {
        App app = new App(world.ids.next(), slug, owner, bot, key, permissions, events, webhookSecret, world.now());
        world.apps.put(app.id, app);
        return app;
    }

    /** Installs on the chosen repositories; null for all that the account has and will have. */
    public Installation install(App app, Account account, @Nullable Collection<Repo> repos) {
        Installation installation = new Installation(world.ids.next(), app, account, repos == null, world.now());
        if (repos != null) {
            repos.forEach(repo -> installation.repositoryIds.add(repo.id));
        }
        world.installations.put(installation.id, installation);
        world.events().installation("created", installation, account);
        return installation;
    }

    public void uninstall(Installation installation) {
        world.events().installation("deleted", installation, installation.account);
        world.installations.remove(installation.id);
        world.tokens.values().removeIf(token -> token.installation() == installation);
    }

    public void suspend(Installation installation, boolean suspended) {
        installation.suspendedAt = suspended ? world.now() : null;
        world.events().installation(suspended ? "suspend" : "unsuspend", installation, installation.account);
    }

    public void addRepository(Installation installation, Repo repo) {
        installation.repositoryIds.add(repo.id);
        world.events().installationRepositories(installation, List.of(repo), List.of(), installation.account);
    }

    public void removeRepository(Installation installation, Repo repo) {
        installation.repositoryIds.remove(repo.id);
        world.events().installationRepositories(installation, List.of(), List.of(repo), installation.account);
    }

    public Token issue(Installation installation, Map<String, String> permissions, @Nullable Set<Long> repositoryIds) {
        Token token = new Token(
                "ghs_" + UUID.randomUUID().toString().replace("-", ""),
                installation,
                permissions,
                repositoryIds,
                world.now().plus(TOKEN_LIFETIME));
        world.tokens.put(token.value(), token);
        return token;
    }

    public List<Installation> installationsOf(App app) {
        return world.installations.values().stream()
                .filter(installation -> installation.app == app)
                .toList();
    }

    /** Installations that see a repository and are not suspended. */
    public List<Installation> covering(Repo repo) {
        return world.installations.values().stream()
                .filter(installation -> installation.suspendedAt == null && installation.covers(repo))
                .toList();
    }

    public List<Repo> repositoriesOf(Installation installation) {
        return world.repos.values().stream().filter(installation::covers).toList();
    }
}
