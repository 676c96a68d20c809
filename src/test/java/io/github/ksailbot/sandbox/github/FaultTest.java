package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.sandbox.github.rest.Fault;
import io.github.ksailbot.sandbox.github.rest.RecordedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {

    private final SandboxGitHub github =
            SandboxGitHub.settings().withoutContract().start();
    private final SandboxRepository fleet = github.organization("acme").repository("fleet");
    private final Client client =
            new Client(github.api(), github.app("bot").install("acme").token());

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void nextMatchingRequests_fail() throws Exception {
        github.faults().next(2, line -> line.path().endsWith("/pulls"), new Fault.Status(502));
        assertThat(client.get("/repos/acme/fleet").status()).isEqualTo(200);
        assertThat(client.get("/repos/acme/fleet/pulls").status()).isEqualTo(502);
        assertThat(client.get("/repos/acme/fleet/pulls").status()).isEqualTo(502);
        assertThat(client.get("/repos/acme/fleet/pulls").status()).isEqualTo(200);
    }

    @Test
    void rateLimits_onDemand() throws Exception {
        github.faults().next(new Fault.RateLimited());
        assertThat(client.get("/repos/acme/fleet"))
                .returns(403, Client.Reply::status)
                .returns("0", reply -> reply.header("X-RateLimit-Remaining"));
        github.faults().next(new Fault.SecondaryRateLimited(Duration.ofSeconds(7)));
        assertThat(client.get("/repos/acme/fleet"))
                .returns(403, Client.Reply::status)
                .returns("7", reply -> reply.header("Retry-After"));
    }

    @Test
    void cutConnection_beforeOrAfterTheEffect() {
        fleet.commit("main", "Start", Map.of("a", "1\n"));
        SandboxPullRequest pull =
                fleet.commit("topic", "Change", Map.of("a", "2\n")).openPullRequest("Change");
        String comments = "/repos/acme/fleet/issues/1/comments";
        github.faults().next(1, line -> line.method().equals("POST"), new Fault.CutBefore());
        assertThatThrownBy(() -> client.post(comments, "{\"body\": \"b\"}")).isInstanceOf(IOException.class);
        assertThat(pull.comments()).isEmpty();
        github.faults().next(1, line -> line.method().equals("POST"), new Fault.CutAfter());
        assertThatThrownBy(() -> client.post(comments, "{\"body\": \"b\"}")).isInstanceOf(IOException.class);
        assertThat(pull.comments()).hasSize(1);
    }

    @Test
    void requests_areRecorded() throws Exception {
        client.get("/repos/acme/fleet/pulls?state=all");
        client.post("/repos/acme/fleet/check-runs", "{}");
        assertThat(github.requests())
                .extracting(RecordedRequest::toString)
                .containsExactly(
                        "GET /repos/acme/fleet/pulls?state=all -> 200", "POST /repos/acme/fleet/check-runs -> 422");
        assertThat(github.requests().get(1).route()).isEqualTo("POST /repos/{owner}/{repo}/check-runs");
        assertThat(github.requests().get(1).isWrite()).isTrue();
        github.clearRequests();
        assertThat(github.requests()).isEmpty();
    }
}
