package io.github.ksailbot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.bot.BotProcess;
import io.github.ksailbot.sandbox.bot.BotSettings;
import io.github.ksailbot.sandbox.example.ExampleChange;
import io.github.ksailbot.sandbox.example.ExampleRepository;
import io.github.ksailbot.sandbox.fleet.SandboxFleet;
import io.github.ksailbot.sandbox.github.SandboxAccount;
import io.github.ksailbot.sandbox.github.SandboxApp;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Deployment;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A GitHub, a repository in good order, and the packaged bot as a process: what an end-to-end test begins with. */
final class BotWorld implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    final SandboxGitHub gitHub;
    final SandboxAccount dev;
    final SandboxRepository shop;
    final SandboxApp app;
    private final Path data;
    private final Map<String, String> more;
    private final int port = BotProcess.freePort();
    private final List<String> logs = new ArrayList<>();
    private BotProcess bot;

    /** Where it delivers to; null for a world in which nothing is delivered. */
    final @Nullable SandboxFleet fleet;

    private BotWorld(Path data, boolean delivers, Map<String, String> more) {
        this.data = data;
        this.more = Map.copyOf(more);
        gitHub = SandboxGitHub.settings().directory(data.resolve("github")).start();
        dev = gitHub.user("dev");
        SandboxRepository created = gitHub.organization("acme").repository("shop");
        created.collaborator(dev.login(), "admin");
        shop = created.as(dev);
        fleet = delivers
                ? SandboxFleet.start("acme/shop", List.of("local", "prod"), Set.of("local"), data.resolve("fleet"))
                : null;
        shop.commit(
                "main",
                "Start",
                fleet == null ? ExampleRepository.files() : fleet.connected(ExampleRepository.files()));
        app = gitHub.app("ksail-bot");
        app.install(shop);
        bot = launch();
        app.sendWebhooksTo(bot.webhooks());
    }

    static BotWorld start(Path data) {
        return new BotWorld(data, false, Map.of());
    }

    /** With a registry and a cluster for each environment: with Argo CD for local, and Flux for prod. */
    static BotWorld delivering(Path data) {
        return delivering(data, Map.of());
    }

    /** @param more environment variables that the bot is started with */
    static BotWorld delivering(Path data, Map<String, String> more) {
        return new BotWorld(data, true, more);
    }

    SandboxFleet fleet() {
        return Objects.requireNonNull(fleet);
    }

    private BotProcess launch() {
        Map<String, String> settings = new HashMap<>(BotSettings.of(gitHub, app, data.resolve("bot")));
        if (fleet != null) {
            settings.putAll(fleet.settings());
        }
        settings.put("KSAIL_BOT_JOBS_FIRST_RETRY", "2s");
        settings.putAll(more);
        return BotProcess.start(application(), port, settings, line -> {
            synchronized (logs) {
                logs.add(line);
            }
        });
    }

    static Path application() {
        return Path.of(Objects.requireNonNull(
                System.getProperty("application"), "the system property `application` names the packaged bot"));
    }

    BotProcess bot() {
        return bot;
    }

    /** Everything that all processes of the bot printed. */
    List<String> logs() {
        synchronized (logs) {
            return List.copyOf(logs);
        }
    }

    void kill() {
        bot.kill();
    }

    /** Starts the bot again on the same data and the same port. */
    void restart() {
        bot = launch();
    }

    SandboxPullRequest open(ExampleChange change) {
        return shop.commit(change.branch(), change.title(), change.files()).openPullRequest(change.title());
    }

    /** Waits until all check runs on the pull request's present head are completed and there is a comment. */
    void awaitVerdict(SandboxPullRequest pull) {
        gitHub.await(
                "a verdict on #" + pull.number(),
                () -> overall(pull.checkRuns()).stream().anyMatch(BotWorld::isCompleted)
                        && pull.checkRuns().stream().allMatch(BotWorld::isCompleted)
                        && pull.comments().stream()
                                .anyMatch(comment ->
                                        comment.body.contains(pull.headSha().substring(0, 7))),
                PATIENCE);
    }

    void awaitDelivered(String commit) {
        awaitEnded(commit);
        assertThat(deliverRuns(commit)).allSatisfy(run -> assertThat(run.conclusion)
                .as(
                        "%s: %s%n%s%n%s",
                        run.name, run.title, run.summary, fleet().registry().requests())
                .isEqualTo("success"));
    }

    void awaitEnded(String commit) {
        gitHub.await(
                "the deliveries of " + commit,
                () -> deliverRuns(commit).size() == 2
                        && deliverRuns(commit).stream().allMatch(BotWorld::isCompleted)
                        && deployments(commit).stream().allMatch(one -> List.of("success", "failure", "inactive")
                                .contains(one.state())),
                PATIENCE);
    }

    /** Engines want artifacts of different forms, so that one commit has two: each environment's tag is one of them. */
    void assertTagsHold(String commit) {
        SandboxRegistry registry = fleet().registry();
        List<String> ofCommit = registry.tags("acme/shop").stream()
                .filter(tag -> tag.startsWith("sha-" + commit))
                .map(tag -> registry.digest("acme/shop", tag).orElseThrow())
                .toList();
        assertThat(ofCommit).hasSize(2).doesNotHaveDuplicates();
        for (String environment : List.of("local", "prod")) {
            assertThat(registry.digest("acme/shop", environment).orElseThrow()).isIn(ofCommit);
        }
    }

    List<CheckRun> deliverRuns(String commit) {
        return shop.checkRuns(commit).stream()
                .filter(run -> run.name.startsWith("ksail / deliver"))
                .toList();
    }

    List<Deployment> deployments(String commit) {
        return shop.deployments().stream().filter(one -> one.sha.equals(commit)).toList();
    }

    List<Comment> notices(SandboxPullRequest pull) {
        return pull.comments().stream()
                .filter(one -> one.body.contains("<!-- ksail-bot:delivery -->"))
                .toList();
    }

    Comment awaitNotice(SandboxPullRequest pull, String text) {
        gitHub.await(
                "the notice on " + pull.number(),
                () -> notices(pull).stream().anyMatch(one -> one.body.contains(text)),
                PATIENCE);
        assertThat(notices(pull)).hasSize(1);
        return notices(pull).get(0);
    }

    static List<CheckRun> overall(List<CheckRun> runs) {
        return runs.stream().filter(run -> run.name.equals("ksail")).toList();
    }

    static boolean isCompleted(CheckRun run) {
        return run.status.equals("completed");
    }

    /** {@code NAME: CONCLUSION}, sorted. */
    static List<String> conclusions(List<CheckRun> runs) {
        return runs.stream()
                .map(run -> run.name + ": " + run.conclusion)
                .sorted()
                .toList();
    }

    /** {@code PATH:LINE} of all annotations, sorted. */
    static List<String> annotations(List<CheckRun> runs) {
        return runs.stream()
                .flatMap(run -> run.annotations.stream())
                .map(annotation -> annotation.path() + ":" + annotation.startLine())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        bot.close();
        if (fleet != null) {
            fleet.close();
        }
        gitHub.close();
    }
}
