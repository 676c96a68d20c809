package io.github.ksailbot.benchmark;

import io.github.ksailbot.sandbox.bot.BotProcess;
import io.github.ksailbot.sandbox.bot.BotSettings;
import io.github.ksailbot.sandbox.example.ExampleChange;
import io.github.ksailbot.sandbox.example.ExampleChanges;
import io.github.ksailbot.sandbox.example.ExampleRepository;
import io.github.ksailbot.sandbox.github.SandboxApp;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import java.nio.file.Path;
import java.time.Duration;

/** A GitHub with the example repository and one open pull request that has its verdict, and the bot as a process. */
final class Workplace implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    final SandboxGitHub gitHub;
    final SandboxRepository repository;
    final SandboxPullRequest pullRequest;
    final BotProcess bot;

    private Workplace(Path application, Path data) {
        gitHub = SandboxGitHub.settings()
                .withoutContract()
                .budget(1_000_000)
                .directory(data.resolve("github"))
                .start();
        String dev = gitHub.user("dev").login();
        SandboxRepository created = gitHub.organization("acme").repository("shop");
        repository = created.collaborator(dev, "admin").as(gitHub.user(dev));
        repository.commit("main", "Start", ExampleRepository.files());
        SandboxApp app = gitHub.app("ksail-bot");
        app.install(repository);
        bot = BotProcess.start(
                application, BotProcess.freePort(), BotSettings.of(gitHub, app, data.resolve("bot")), line -> {});
        app.sendWebhooksTo(bot.webhooks());
        ExampleChange change = ExampleChanges.good();
        pullRequest = repository
                .commit(change.branch(), change.title(), change.files())
                .openPullRequest(change.title());
        awaitComment();
    }

    static Workplace open(Path application, Path data) {
        return new Workplace(application, data);
    }

    /** Waits until the overall check of the pull request's head is completed. */
    void awaitConclusion() {
        gitHub.await(
                "the conclusion",
                () -> pullRequest.checkRuns().stream()
                        .anyMatch(run -> run.name.equals("ksail") && run.status.equals("completed")),
                PATIENCE);
    }

    /** Waits until the bot has written a comment since the log of requests was cleared; it is what a verdict ends with. */
    void awaitComment() {
        gitHub.await(
                "the comment",
                () -> gitHub.requests().stream()
                        .anyMatch(
                                request -> request.isWrite() && request.route().contains("/comments")),
                PATIENCE);
    }

    @Override
    public void close() {
        bot.close();
        gitHub.close();
    }
}
