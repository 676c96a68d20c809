package io.github.ksailbot.sandbox;

import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Comment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Prints what the bot answered to a pull request, and writes it to files. */
final class Showing {
    private final PrintStream out;
    private final SandboxGitHub gitHub;
    private final SandboxRepository repository;
    private final SandboxPullRequest pull;

    Showing(PrintStream out, SandboxGitHub gitHub, SandboxRepository repository, SandboxPullRequest pull) {
        this.out = out;
        this.gitHub = gitHub;
        this.repository = repository;
        this.pull = pull;
    }

    void show(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%n== %s#%d at %.7s%n", repository.fullName(), pull.number(), pull.headSha()));
        StringBuilder summaries = new StringBuilder();
        for (CheckRun run : pull.checkRuns()) {
            text.append(String.format(
                    "%n%-26s %-8s %s%n", run.name, run.conclusion, Objects.requireNonNullElse(run.title, "")));
            for (CheckRun.Annotation annotation : run.annotations) {
                text.append(annotation(annotation));
            }
            summaries
                    .append("# ")
                    .append(run.name)
                    .append(": ")
                    .append(run.title)
                    .append("\n\n")
                    .append(run.summary)
                    .append("\n\n");
        }
        Path answer = Files.createDirectories(directory.resolve("pull-request-" + pull.number()));
        Files.writeString(answer.resolve("check-runs.txt"), text);
        Files.writeString(answer.resolve("check-runs.md"), summaries);
        StringBuilder comments = new StringBuilder();
        for (Comment comment : pull.comments()) {
            comments.append(comment.body).append('\n');
        }
        Files.writeString(answer.resolve("comment.md"), comments);
        out.print(text);
        out.printf("%nThe comment of %s:%n%n", pull.comments().get(0).author.login());
        comments.toString().lines().forEach(line -> out.println("  | " + line));
        out.printf(
                "%nPage:  %s/%s/pull/%d%nFiles: %s%n", gitHub.address(), repository.fullName(), pull.number(), answer);
    }

    private String annotation(CheckRun.Annotation annotation) {
        String file = repository.file(pull.headSha(), annotation.path());
        String line = file == null
                ? ""
                : file.lines().skip(annotation.startLine() - 1L).findFirst().orElse("");
        return String.format(
                "  %s:%d: %s: %s%n    > %s%n",
                annotation.path(),
                annotation.startLine(),
                annotation.level(),
                annotation.message().replace("\n", "\n    "),
                line.strip());
    }
}
