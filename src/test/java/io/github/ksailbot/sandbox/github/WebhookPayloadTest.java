package io.github.ksailbot.sandbox.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.sandbox.github.hook.Delivery;
import io.github.ksailbot.sandbox.github.hook.Fields;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Webhooks of all kinds, held against what real ones always have. */
class WebhookPayloadTest {

    /** The real examples have none of these; their fields are those of the other actions. */
    private static final Map<String, String> LIKE = Map.of(
            "pull_request.edited", "pull_request.synchronize",
            "merge_group.destroyed", "merge_group.checks_requested");

    @Test
    void payloads_haveAllFieldsOfRealOnes() throws Exception {
        try (SandboxGitHub github = SandboxGitHub.start()) {
            github.webhooks().hold();
            SandboxApp app = github.app("bot");
            app.sendWebhooksTo(URI.create("http://127.0.0.1:9/"));
            live(github, app);

            SoftAssertions all = new SoftAssertions();
            Set<String> kinds = new TreeSet<>();
            for (Delivery delivery : github.webhooks().pending()) {
                String like = LIKE.getOrDefault(delivery.kind(), delivery.kind());
                List<String> missing = Fields.missing(like, new ObjectMapper().readTree(delivery.payload()));
                missing = missing.stream()
                        .filter(WebhookPayloadTest::isUnexplained)
                        .toList();
                all.assertThat(missing).as(delivery.kind()).isEmpty();
                kinds.add(delivery.kind());
            }
            all.assertThat(kinds)
                    .contains(
                            "check_run.completed",
                            "check_run.created",
                            "check_run.rerequested",
                            "check_suite.completed",
                            "check_suite.requested",
                            "check_suite.rerequested",
                            "installation.created",
                            "installation.deleted",
                            "installation.suspend",
                            "installation.unsuspend",
                            "installation_repositories.added",
                            "installation_repositories.removed",
                            "issue_comment.created",
                            "issue_comment.deleted",
                            "issue_comment.edited",
                            "merge_group.checks_requested",
                            "merge_group.destroyed",
                            "pull_request.closed",
                            "pull_request.converted_to_draft",
                            "pull_request.edited",
                            "pull_request.opened",
                            "pull_request.ready_for_review",
                            "pull_request.reopened",
                            "pull_request.synchronize",
                            "push");
            all.assertAll();
        }
    }

    /** No real example is merged; and an edit has no before and after. */
    private static boolean isUnexplained(String field) {
        return Stream.of(
                        "before ", "after ", "pull_request.merged_at is [string]", "pull_request.merged_by is [object]")
                .noneMatch(field::startsWith);
    }

    private static void live(SandboxGitHub github, SandboxApp app) throws Exception {
        SandboxRepository repository = github.organization("acme").repository("fleet");
        SandboxInstallation installation = app.install(repository);
        repository.commit("main", "Start", Map.of("a.yaml", "x: 1\n"));
        SandboxPullRequest pull =
                repository.commit("topic", "Change", Map.of("a.yaml", "x: 2\n")).openDraft("A change");
        pull.readyForReview().convertToDraft().readyForReview();
        pull.push("More", Map.of("b.yaml", "y: 1\n"));
        pull.forcePush("Other", Map.of("c.yaml", "z: 1\n"));
        repository.commit("next", "Next", Map.of("d.yaml", "z: 1\n"));
        pull.retarget("next").retarget("main").rename("A better change");
        pull.close().reopen();
        long comment = pull.comment("hello");
        pull.editComment(comment, "bye");
        pull.deleteComment(comment);
        Client client = new Client(github.api(), installation.token());
        client.post("/repos/acme/fleet/check-runs", """
                {"name": "ksail", "head_sha": "%s", "status": "completed", "conclusion": "success",
                 "output": {"title": "t", "summary": "s", "text": "x"}}""".formatted(pull.headSha()));
        repository.rerequest(pull.checkRuns().get(0));
        repository.rerequestSuites(pull.headSha());
        pull.enqueue().merge();
        SandboxRepository other = github.organization("acme").repository("other");
        installation.add(other);
        installation.remove(other);
        installation.suspend();
        installation.unsuspend();
        installation.uninstall();
    }
}
