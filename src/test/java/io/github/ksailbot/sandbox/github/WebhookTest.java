package io.github.ksailbot.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.sandbox.github.hook.Delivery;
import io.github.ksailbot.sandbox.github.hook.Signatures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private final SandboxGitHub github =
            SandboxGitHub.settings().withoutContract().start();
    private final SandboxRepository fleet = github.organization("acme").repository("fleet");
    private final SandboxApp app =
            github.app(SandboxApp.registration("bot").events("pull_request").webhookSecret("s3cret"));
    private final SandboxInstallation installation = app.install("acme");
    private final Receiver receiver = new Receiver();

    WebhookTest() throws IOException {}

    @BeforeEach
    void listen() {
        github.webhooks().hold();
        fleet.commit("main", "Start", Map.of("a", "1\n"));
        app.sendWebhooksTo(receiver.url());
    }

    @AfterEach
    void stop() {
        github.close();
        receiver.close();
    }

    @Test
    void event_isSignedAndNamed() throws Exception {
        open("topic");
        List<Delivery> sent = github.webhooks().deliverPending();
        assertThat(sent).extracting(Delivery::kind).containsExactly("pull_request.opened");
        Receiver.Received event = receiver.received.get(0);
        assertThat(event.header("x-github-event")).isEqualTo("pull_request");
        assertThat(event.header("x-github-delivery")).isEqualTo(sent.get(0).guid());
        assertThat(event.header("x-github-hook-installation-target-id")).isEqualTo(Long.toString(app.id()));
        assertThat(event.header("x-github-hook-installation-target-type")).isEqualTo("integration");
        assertThat(event.header("user-agent")).startsWith("GitHub-Hookshot/");
        assertThat(event.header("x-hub-signature-256"))
                .isEqualTo(Signatures.sha256("s3cret", event.body().getBytes(UTF_8)));
        assertThat(event.header("x-hub-signature"))
                .isEqualTo(Signatures.sha1("s3cret", event.body().getBytes(UTF_8)));
        assertThat(new ObjectMapper()
                        .readTree(event.body())
                        .at("/installation/id")
                        .asLong())
                .isEqualTo(installation.id());
    }

    /** GitHub's own example. */
    @Test
    void signature_ofAKnownText() {
        assertThat(Signatures.sha256("It's a Secret to Everybody", "Hello, World!".getBytes(UTF_8)))
                .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void events_inReverse() {
        open("one").push("More", Map.of("b", "1\n"));
        github.webhooks().reversePending();
        assertThat(github.webhooks().deliverPending())
                .extracting(Delivery::kind)
                .containsExactly("pull_request.synchronize", "pull_request.opened");
    }

    @Test
    void event_twice() {
        github.webhooks().duplicateNext(delivery -> true);
        open("topic");
        github.webhooks().deliverPending();
        assertThat(receiver.guids()).hasSize(2);
        assertThat(receiver.guids().stream().distinct()).hasSize(1);
    }

    @Test
    void event_lostAndRedelivered() throws Exception {
        github.webhooks().dropNext(delivery -> true);
        open("topic");
        assertThat(github.webhooks().deliverPending()).isEmpty();
        Client client = new Client(github.api(), app.jwt());
        var failed = client.get("/app/hook/deliveries?status=failure").body().get(0);
        assertThat(failed.get("status").asText()).isEqualTo("failed to connect to host");
        String path = "/app/hook/deliveries/" + failed.get("id").asText();
        assertThat(client.post(path + "/attempts", "").status()).isEqualTo(202);
        github.webhooks().deliverPending();
        assertThat(receiver.guids()).containsExactly(failed.get("guid").asText());
        var latest = client.get("/app/hook/deliveries").body().get(0);
        assertThat(latest.get("redelivery").asBoolean()).isTrue();
        assertThat(latest.get("status").asText()).isEqualTo("OK");
        assertThat(client.get(path).body().at("/request/payload/action").asText())
                .isEqualTo("opened");
    }

    @Test
    void refusedEvent_isInTheLog() {
        receiver.status = 500;
        open("topic");
        github.webhooks().deliverPending();
        assertThat(github.webhooks().log("pull_request.opened"))
                .extracting(Delivery::outcome)
                .extracting(outcome -> outcome == null ? "" : outcome.status())
                .containsExactly("Invalid HTTP Response: 500");
    }

    @Test
    void events_byThemselvesWhenNotHeld() throws Exception {
        github.webhooks().release();
        open("topic");
        assertThat(github.webhooks().awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(receiver.received).hasSize(1);
    }

    @Test
    void events_thatNobodySubscribedTo() {
        fleet.commit("main", "More", Map.of("b", "1\n"));
        assertThat(github.webhooks().pending()).isEmpty();
    }

    private SandboxPullRequest open(String branch) {
        return fleet.commit(branch, "Change", Map.of("a", branch)).openPullRequest("Change");
    }
}
