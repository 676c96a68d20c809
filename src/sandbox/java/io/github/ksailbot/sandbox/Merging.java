package io.github.ksailbot.sandbox;

import io.github.ksailbot.sandbox.fleet.SandboxFleet;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Deployment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Merges a pull request, and prints how the merge was delivered. */
final class Merging {
    private final PrintStream out;
    private final SandboxGitHub gitHub;
    private final SandboxRepository repository;
    private final SandboxFleet fleet;
    private final Duration patience;

    Merging(
            PrintStream out,
            SandboxGitHub gitHub,
            SandboxRepository repository,
            SandboxFleet fleet,
            Duration patience) {
        this.out = out;
        this.gitHub = gitHub;
        this.repository = repository;
        this.fleet = fleet;
        this.patience = patience;
    }

    /** Writes the comment and the artifact's manifest to files, too. */
    void show(SandboxPullRequest pull, Path directory) throws IOException {
        String commit = pull.merge();
        out.printf("%n== %s#%d is merged as %.7s%n", repository.fullName(), pull.number(), commit);
        gitHub.await(
                "the delivery of " + commit,
                () -> notices(pull).stream().anyMatch(notice -> !notice.contains("\u23f3")) && areEnded(commit),
                patience);
        StringBuilder text = new StringBuilder();
        for (CheckRun run : deliveries(commit)) {
            text.append(String.format(
                    "%n%-26s %-8s %s", run.name, run.conclusion, Objects.requireNonNullElse(run.title, "")));
        }
        for (Deployment deployment : repository.deployments()) {
            if (deployment.sha.equals(commit)) {
                text.append(String.format("%ndeployment to %-12s %s", deployment.environment, deployment.state()));
            }
        }
        text.append(String.format("%n%nThe comment on the merged pull request:%n%n"));
        String notice = notices(pull).get(0);
        notice.lines().forEach(line -> text.append("  | ").append(line).append('\n'));
        out.print(text);
        Path answer = Files.createDirectories(directory.resolve("merge-of-" + pull.number()));
        Files.writeString(answer.resolve("comment.md"), notice);
        Files.write(
                answer.resolve("artifact-manifest.json"),
                fleet.registry().manifest(fleet.repository(), "sha-" + commit).orElseThrow());
        out.printf(
                "%nTags in the registry: %s%nPage:  %s/%s/pull/%d%nFiles: %s%n",
                fleet.registry().tags(fleet.repository()),
                gitHub.address(),
                repository.fullName(),
                pull.number(),
                answer);
    }

    private boolean areEnded(String commit) {
        List<CheckRun> runs = deliveries(commit);
        return runs.size() == 2
                && runs.stream().allMatch(run -> run.status.equals("completed"))
                && repository.deployments().stream()
                        .filter(one -> one.sha.equals(commit))
                        .noneMatch(one -> one.state().equals("in_progress"));
    }

    private List<CheckRun> deliveries(String commit) {
        return repository.checkRuns(commit).stream()
                .filter(run -> run.name.startsWith("ksail / deliver"))
                .toList();
    }

    private static List<String> notices(SandboxPullRequest pull) {
        return pull.comments().stream()
                .map((Comment comment) -> comment.body)
                .filter(body -> body.contains("ksail-bot:delivery"))
                .toList();
    }
}
