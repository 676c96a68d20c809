package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/** The Java client that the world uses, on the sandbox. */
class GitHubClientTest {

    @Test
    void client_worksAsOnGitHub() throws Exception {
        try (SandboxGitHub sandbox = SandboxGitHub.start()) {
            SandboxRepository fleet = sandbox.organization("acme").repository("fleet");
            fleet.commit("main", "Start", Map.of("a", "1\n"));
            SandboxPullRequest pull =
                    fleet.commit("topic", "Change", Map.of("a", "2\n")).openPullRequest("Change");
            SandboxApp app = sandbox.app("bot");
            SandboxInstallation installation = app.install("acme");
            GitHub byApp = new GitHubBuilder()
                    .withEndpoint(sandbox.api().toString())
                    .withJwtToken(app.jwt())
                    .build();
            assertThat(byApp.getApp().getSlug()).isEqualTo("bot");
            String token = byApp.getApp()
                    .getInstallationById(installation.id())
                    .createToken()
                    .create()
                    .getToken();
            GitHub github = new GitHubBuilder()
                    .withEndpoint(sandbox.api().toString())
                    .withAppInstallationToken(token)
                    .build();
            assertThat(github.getRateLimit().getCore().getLimit()).isEqualTo(5000);
            GHRepository repository = github.getRepository("acme/fleet");
            GHPullRequest request = repository.getPullRequest(1);
            assertThat(request.getHead().getSha()).isEqualTo(pull.headSha());
            assertThat(request.getMergeable()).isTrue();
            assertThat(repository.queryPullRequests().list().toList()).hasSize(1);
            assertThat(request.listFiles().toList()).hasSize(1);

            GHCheckRun run = repository
                    .createCheckRun("ksail", pull.headSha())
                    .withStatus(GHCheckRun.Status.IN_PROGRESS)
                    .withExternalID("1")
                    .create();
            GHCheckRunBuilder.Output output = new GHCheckRunBuilder.Output("One error", "Summary")
                    .add(new GHCheckRunBuilder.Annotation("a", 1, GHCheckRun.AnnotationLevel.FAILURE, "Wrong"));
            run.update()
                    .withConclusion(GHCheckRun.Conclusion.FAILURE)
                    .add(output)
                    .create();
            GHCheckRun read = repository.getCheckRuns(pull.headSha()).toList().get(0);
            assertThat(read.getConclusion()).isEqualTo(GHCheckRun.Conclusion.FAILURE);
            assertThat(read.getOutput().getAnnotationsCount()).isEqualTo(1);

            GHIssueComment comment = request.comment("hello");
            assertThat(comment.getUser().getLogin()).isEqualTo("bot[bot]");
            comment.update("bye");
            assertThat(request.listComments().toList())
                    .extracting(GHIssueComment::getBody)
                    .containsExactly("bye");
            assertThat(sandbox.contractViolations()).isEmpty();
        }
    }
}
