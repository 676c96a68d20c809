package io.github.ksailbot.sandbox.github;

import io.github.ksailbot.sandbox.github.contract.Contract;
import io.github.ksailbot.sandbox.github.git.GitStore;
import io.github.ksailbot.sandbox.github.hook.WebhookEvents;
import io.github.ksailbot.sandbox.github.hook.Webhooks;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.json.Urls;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.page.PageServlet;
import io.github.ksailbot.sandbox.github.rest.ApiServlet;
import io.github.ksailbot.sandbox.github.rest.Faults;
import io.github.ksailbot.sandbox.github.rest.RateLimits;
import io.github.ksailbot.sandbox.github.rest.RecordedRequest;
import io.github.ksailbot.sandbox.github.rest.RequestLog;
import io.github.ksailbot.sandbox.github.store.Accounts;
import io.github.ksailbot.sandbox.github.store.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub on loopback: its REST API under {@code /api/v3}, Git at {@code /OWNER/NAME.git}, webhooks, and pages to look
 * at. Tests drive it with the methods of this class and of what they return; a bot sees only HTTP.
 *
 * <pre>{@code
 * try (SandboxGitHub github = SandboxGitHub.start()) {
 *     SandboxRepository repository = github.organization("acme").repository("fleet");
 *     repository.commit("main", "Start", Map.of("README.md", "hello"));
 *     SandboxApp app = github.app("ksail-bot");
 *     app.install("acme");
 *     app.sendWebhooksTo(URI.create("http://127.0.0.1:8080/"));
 *     SandboxPullRequest pull = repository.commit("topic", "Change", Map.of("README.md", "bye")).openPullRequest("Change");
 * }
 * }</pre>
 */
public final class SandboxGitHub implements AutoCloseable {

    private final Settings settings;
    private final World world;
    private final Webhooks webhooks;
    private final Contract contract;
    private final RateLimits limits;
    private final RequestLog requests = new RequestLog();
    private final Faults faults = new Faults();
    private final SandboxServer server;
    private final Json json;

    private SandboxGitHub(Settings settings) throws IOException {
        this.settings = settings;
        this.world = new World(settings.clock, new GitStore(settings.directory()));
        this.webhooks = new Webhooks(world.ids, settings.clock, settings.webhookTimeout);
        this.contract = settings.contract ? Contract.load() : Contract.none();
        this.limits = new RateLimits(settings.clock, settings.budget, settings.secondaryLimits);
        this.server = new SandboxServer(settings.port);
        this.json = new Json(world, new Urls(server.address()));
        world.tell(new WebhookEvents(world, webhooks, () -> json));
        server.serve(
                world,
                new ApiServlet(world, json, webhooks, contract, limits, requests),
                new PageServlet(world, webhooks),
                faults,
                requests);
    }

    /** On a free port, with a directory of its own, the machine's clock and the contract enforced. */
    public static SandboxGitHub start() {
        return settings().start();
    }

    public static Settings settings() {
        return new Settings();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public URI address() {
        return server.address();
    }

    /** What a GitHub client is configured with. */
    public URI api() {
        return URI.create(json.urls.api());
    }

    /** The organization of that name; made if there is none. */
    public SandboxAccount organization(String login) {
        return account(login, Account.Type.ORGANIZATION);
    }

    /** The person of that name; made if there is none. */
    public SandboxAccount user(String login) {
        return account(login, Account.Type.USER);
    }

    private SandboxAccount account(String login, Account.Type type) {
        return world.locked(() -> new SandboxAccount(world, new Accounts(world).of(login, type)));
    }

    /**
     * Registers an App of that name with a fresh key, the permissions and events of {@link SandboxApp.Registration}'s
     * defaults.
     */
    public SandboxApp app(String slug) {
        return app(SandboxApp.registration(slug));
    }

    public SandboxApp app(SandboxApp.Registration registration) {
        return SandboxApp.register(world, registration);
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public Faults faults() {
        return faults;
    }

    public RateLimits rateLimits() {
        return limits;
    }

    /** Every request to the API so far, in order; Git is not among them. */
    public List<RecordedRequest> requests() {
        return requests.all();
    }

    /**
     * Waits until something is true of this GitHub, looking again after every request to the API.
     *
     * @param what for the message
     * @throws IllegalStateException when it is not true in time
     */
    public void await(String what, BooleanSupplier condition, Duration limit) {
        try {
            if (!requests.await(condition, limit)) {
                throw new IllegalStateException("waited in vain for " + what + "; requests: " + requests.all());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        }
    }

    public void clearRequests() {
        requests.clear();
    }

    /** What requests and answers did not keep of GitHub's published contract; empty is right. */
    public List<String> contractViolations() {
        return contract.violations();
    }

    public void clearContractViolations() {
        contract.clearViolations();
    }

    /** {@code METHOD PATH} of all that the API serves, with the placeholders of GitHub's document. */
    public static List<String> operations() {
        try (SandboxGitHub github = settings().withoutContract().start()) {
            return github.server.operations();
        }
    }

    @Override
    public void close() {
        webhooks.close();
        server.close();
        world.git.close();
        settings.cleanUp();
    }

    /** How to start. */
    public static final class Settings {

        private Clock clock = Clock.systemUTC();
        private int port;
        private boolean contract = true;
        private int budget = 5000;
        private boolean secondaryLimits;
        private Duration webhookTimeout = Duration.ofSeconds(10);
        private @Nullable Path directory;
        private boolean temporary;

        private Settings() {}

        /** Decides when tokens expire and limits are reset, and is on everything that is made. */
        public Settings clock(Clock value) {
            clock = value;
            return this;
        }

        /** 0, the default, takes a free one. */
        public Settings port(int value) {
            port = value;
            return this;
        }

        /** Where the repositories go; by default a temporary directory that is deleted at the end. */
        public Settings directory(Path value) {
            directory = value;
            return this;
        }

        /** For measurements: requests and answers are not held against GitHub's document. */
        public Settings withoutContract() {
            contract = false;
            return this;
        }

        /** Requests an hour for each installation; 5000 as for a small organization. */
        public Settings budget(int requests) {
            budget = requests;
            return this;
        }

        /** Enforces the secondary limits, too, which look at the last minute. */
        public Settings withSecondaryLimits() {
            secondaryLimits = true;
            return this;
        }

        /** How long a webhook's receiver may take; 10 seconds as on GitHub. */
        public Settings webhookTimeout(Duration value) {
            webhookTimeout = value;
            return this;
        }

        public SandboxGitHub start() {
            try {
                return new SandboxGitHub(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path directory() throws IOException {
            if (directory == null) {
                directory = Files.createTempDirectory("sandbox-github");
                temporary = true;
            }
            return directory;
        }

        private void cleanUp() {
            if (temporary && directory != null) {
                try {
                    org.eclipse.jgit.util.FileUtils.delete(
                            directory.toFile(),
                            org.eclipse.jgit.util.FileUtils.RECURSIVE
                                    | org.eclipse.jgit.util.FileUtils.RETRY
                                    | org.eclipse.jgit.util.FileUtils.IGNORE_ERRORS);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
