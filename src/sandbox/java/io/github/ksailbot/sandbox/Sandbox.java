package io.github.ksailbot.sandbox;

import io.github.ksailbot.sandbox.bot.BotProcess;
import io.github.ksailbot.sandbox.bot.BotSettings;
import io.github.ksailbot.sandbox.example.ExampleChange;
import io.github.ksailbot.sandbox.example.ExampleChanges;
import io.github.ksailbot.sandbox.example.ExampleRepository;
import io.github.ksailbot.sandbox.fleet.SandboxFleet;
import io.github.ksailbot.sandbox.github.SandboxAccount;
import io.github.ksailbot.sandbox.github.SandboxApp;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole product on one machine: a GitHub of its own, the packaged bot beside it, a repository, and pull requests that
 * the bot answers. Serves until it is stopped.
 */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "Runs a small GitHub, a registry, two clusters and the bot on this machine, and shows how the bot"
                + " answers pull requests and delivers a merge.")
public final class Sandbox implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            description = "A Git repository of your own to use instead of the example.")
    private @Nullable Path repository;

    @Option(
            names = "--base",
            paramLabel = "REF",
            defaultValue = "HEAD",
            description = "What becomes the main branch of your repository. Default: ${DEFAULT-VALUE}")
    private String base = "HEAD";

    @Option(
            names = "--head",
            paramLabel = "REF",
            description = "What becomes a pull request into it. Default: none; open one yourself.")
    private @Nullable String head;

    @Option(names = "--port", defaultValue = "0", description = "Port of the small GitHub. Default: a free one")
    private int port;

    @Option(names = "--once", description = "End as soon as the bot has answered.")
    private boolean once;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Sandbox()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path application = Path.of(System.getProperty("application", "target/quarkus-app"));
        Path directory = application.toAbsolutePath().resolveSibling("sandbox");
        Path data = Files.createTempDirectory(Files.createDirectories(directory), "run-");
        try (SandboxGitHub gitHub = SandboxGitHub.settings()
                .port(port)
                .directory(data.resolve("github"))
                .start()) {
            SandboxAccount acme = gitHub.organization("acme");
            SandboxAccount dev = gitHub.user("dev");
            SandboxRepository shop = acme.repository(repository == null ? "shop" : name(repository));
            shop.collaborator(dev.login(), "admin");
            SandboxApp app = gitHub.app("ksail-bot");
            app.install(shop);
            Path log = data.resolve("bot.log");
            List<String> environments = repository == null ? List.of("local", "prod") : List.of();
            try (SandboxFleet fleet =
                            SandboxFleet.start(shop.fullName(), environments, Set.of("local"), data.resolve("fleet"));
                    PrintStream logFile = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
                    BotProcess bot = BotProcess.start(
                            application,
                            BotProcess.freePort(),
                            settings(BotSettings.of(gitHub, app, data.resolve("bot")), fleet),
                            logFile::println)) {
                out.printf("%nA small GitHub listens on %s, the bot on %s%n", gitHub.address(), bot.address());
                app.sendWebhooksTo(bot.webhooks());
                List<SandboxPullRequest> pulls = pullRequests(gitHub, shop, dev, fleet);
                for (SandboxPullRequest pull : pulls) {
                    awaitVerdict(gitHub, pull);
                    new Showing(out, gitHub, shop, pull).show(directory);
                }
                if (repository == null) {
                    new Merging(out, gitHub, shop, fleet, PATIENCE).show(pulls.get(0), directory);
                }
                if (!once) {
                    new Invitation(out, gitHub, shop, dev).say(directory, log);
                    waitForever();
                }
            }
        }
        return 0;
    }

    private List<SandboxPullRequest> pullRequests(
            SandboxGitHub gitHub, SandboxRepository shop, SandboxAccount dev, SandboxFleet fleet) throws IOException {
        if (repository != null) {
            SandboxBranches branches = new SandboxBranches(repository, shop.cloneUrl(gitHub), dev);
            branches.push(base, "main");
            if (head == null) {
                return List.of();
            }
            branches.push(head, "change");
            return List.of(shop.as(dev).branch("change").openPullRequest("Change of " + head));
        }
        shop.as(dev).commit("main", "Start", fleet.connected(ExampleRepository.scannedFiles()));
        return Stream.of(ExampleChanges.good(), ExampleChanges.broken(), ExampleChanges.careless())
                .map(change -> open(shop.as(dev), change))
                .toList();
    }

    private static SandboxPullRequest open(SandboxRepository shop, ExampleChange change) {
        return shop.commit(change.branch(), change.title(), change.files()).openPullRequest(change.title());
    }

    private static void awaitVerdict(SandboxGitHub gitHub, SandboxPullRequest pull) {
        gitHub.await(
                "the verdict on pull request " + pull.number(),
                () -> !pull.comments().isEmpty()
                        && pull.checkRuns().stream().allMatch(run -> run.status.equals("completed")),
                PATIENCE);
    }

    private static Map<String, String> settings(Map<String, String> bot, SandboxFleet fleet) {
        Map<String, String> settings = new HashMap<>(bot);
        settings.putAll(fleet.settings());
        return settings;
    }

    private static String name(Path repository) {
        Path name = repository.toAbsolutePath().normalize().getFileName();
        String text = name == null ? "" : name.toString().replaceAll("[^A-Za-z0-9._-]", "-");
        return text.isEmpty() || text.startsWith(".") ? "repository" : text;
    }

    /** Ends with the process: by Ctrl-C, or when whoever started it ends it. */
    private synchronized void waitForever() throws InterruptedException {
        while (true) {
            wait();
        }
    }
}
