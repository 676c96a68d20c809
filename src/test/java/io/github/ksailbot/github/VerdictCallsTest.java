package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.workflow.Annotation;
import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a verdict costs in calls of the API. */
class VerdictCallsTest {
    private static final CheckRunOutput OUTPUT = new CheckRunOutput(
            "title", "summary", "", List.of(new Annotation("ksail.yaml", 1, 1, Severity.ERROR, "t", "m", "")));

    @Test
    void verdict_twoEnvironments_sevenCallsWhenWarm() throws Exception {
        try (SandboxedGitHub sandbox = new SandboxedGitHub()) {
            SandboxPullRequest first = sandbox.pullRequest("one");
            verdict(sandbox, first);
            assertThat(sandbox.requests())
                    .hasSize(8)
                    .contains("POST /app/installations/{installation_id}/access_tokens");

            verdict(sandbox, sandbox.pullRequest("two"));
            assertThat(sandbox.requests())
                    .containsExactly(
                            "GET /repos/{owner}/{repo}/pulls/{pull_number}",
                            "POST /repos/{owner}/{repo}/check-runs",
                            "POST /repos/{owner}/{repo}/check-runs",
                            "POST /repos/{owner}/{repo}/check-runs",
                            "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
                            "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
                            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments");
            assertThat(sandbox.github.contractViolations()).isEmpty();
        }
    }

    private static void verdict(SandboxedGitHub sandbox, SandboxPullRequest pullRequest) throws Exception {
        Subject.PullRequest subject = sandbox.subject(pullRequest);
        Revision revision = sandbox.adapters.revisions().current(subject);
        CheckRuns runs = sandbox.adapters.checkRuns();
        CheckRunId overall =
                runs.create(subject.repository(), revision.head(), new CheckRun("ksail", "x:ksail", null, OUTPUT));
        for (String name : List.of("local", "prod")) {
            runs.create(
                    subject.repository(),
                    revision.head(),
                    new CheckRun("ksail / validate (" + name + ")", "x:" + name, Conclusion.SUCCESS, OUTPUT));
        }
        runs.update(subject.repository(), overall, new CheckRun("ksail", "x:ksail", Conclusion.FAILURE, OUTPUT));
        sandbox.adapters.commentBoard().put(subject, CommentBoard.Topic.VERDICT, "verdict");
    }
}
