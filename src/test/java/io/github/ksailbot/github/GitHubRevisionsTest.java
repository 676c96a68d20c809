package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.OpenPullRequests.OpenPullRequest;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubRevisionsTest {
    private SandboxedGitHub sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxedGitHub();
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.github.contractViolations()).isEmpty();
        sandbox.close();
    }

    @Test
    void current_open_thenClosed() throws Exception {
        SandboxPullRequest pullRequest = sandbox.pullRequest("topic");
        assertThat(current(pullRequest))
                .isEqualTo(new Revision(
                        new CommitId(pullRequest.headSha()), new CommitId(pullRequest.baseSha()), "main", false, true));
        pullRequest.close();
        assertThat(current(pullRequest).open()).isFalse();
    }

    @Test
    void current_fork_evenWhenItWasDeleted() throws Exception {
        SandboxRepository fork = sandbox.github.user("mona").fork(sandbox.repository);
        SandboxPullRequest pullRequest =
                sandbox.repository.openFrom(fork.commit("topic", "Change", Map.of("a", "b")), "Change");
        assertThat(current(pullRequest).fork()).isTrue();
        fork.delete();
        assertThat(current(pullRequest).fork()).isTrue();
    }

    @Test
    void current_mergeGroup_asksNobody() throws Exception {
        CommitId head = new CommitId("1".repeat(40));
        CommitId base = new CommitId("2".repeat(40));
        assertThat(sandbox.adapters.revisions().current(new Subject.MergeGroup(sandbox.ref(), head, base, "main")))
                .isEqualTo(new Revision(head, base, "main", false, true));
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void current_noSuchPullRequest() {
        assertThatThrownBy(() -> sandbox.adapters.revisions().current(new Subject.PullRequest(sandbox.ref(), 99)))
                .isInstanceOf(GoneException.class)
                .hasMessageContaining("/repos/acme/fleet/pulls/99");
    }

    @Test
    void openPullRequests_ofAllInstallations() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 103; i++) {
            sandbox.pullRequest("topic-" + i);
            expected.add("acme/fleet#" + i);
        }
        SandboxRepository other = sandbox.github.user("mona").repository("lab");
        other.commit("main", "Start", Map.of("a", "b"));
        other.commit("topic", "Change", Map.of("a", "c")).openPullRequest("Change");
        other.commit("done", "Change", Map.of("a", "d"))
                .openPullRequest("Change")
                .close();
        sandbox.app.install(other);
        expected.add("mona/lab#1");
        SandboxRepository asleep = sandbox.github.user("rip").repository("van-winkle");
        asleep.commit("main", "Start", Map.of("a", "b"));
        asleep.commit("topic", "Change", Map.of("a", "c")).openPullRequest("Change");
        sandbox.app.install(asleep).suspend();

        List<OpenPullRequest> found = new ArrayList<>();
        sandbox.adapters.openPullRequests().visit(found::add);
        assertThat(found).extracting(open -> open.subject().toString()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found).extracting(OpenPullRequest::head).contains(new CommitId(other.sha("topic")));
    }

    private Revision current(SandboxPullRequest pullRequest) throws Exception {
        return sandbox.adapters.revisions().current(sandbox.subject(pullRequest));
    }
}
