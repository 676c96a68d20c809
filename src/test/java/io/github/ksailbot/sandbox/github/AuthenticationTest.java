package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.sandbox.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final SandboxGitHub github = SandboxGitHub.settings().clock(clock).start();
    private final SandboxRepository fleet = github.organization("acme").repository("fleet");
    private final SandboxRepository other = github.organization("acme").repository("other");
    private final SandboxApp app = github.app("bot");
    private final SandboxInstallation installation = app.install("acme");

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void jwt_identifiesTheApp() throws Exception {
        Client.Reply reply = client(app.jwt()).get("/app");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("slug").asText()).isEqualTo("bot");
    }

    @Test
    void jwt_signedByAnotherKey() throws Exception {
        String forged = github.app("other-bot").key().jwt(app.id(), clock.instant());
        assertUnauthorized(forged, "A JSON web token could not be decoded");
    }

    @Test
    void jwt_expired() throws Exception {
        String jwt = app.jwt();
        clock.advance(Duration.ofMinutes(10));
        assertThat(client(jwt).get("/app").status()).isEqualTo(401);
    }

    @Test
    void jwt_validForTooLong() throws Exception {
        Instant now = clock.instant();
        assertUnauthorized(
                app.key().jwt(app.id(), now, now.plus(Duration.ofMinutes(20))),
                "'Expiration time' claim ('exp') is too far in the future");
    }

    @Test
    void jwt_ofAnUnknownApp() throws Exception {
        assertUnauthorized(app.key().jwt(1, clock.instant()), "Integration not found");
    }

    @Test
    void jwt_withoutSignature() throws Exception {
        String jwt = app.jwt();
        assertUnauthorized(jwt.substring(0, jwt.lastIndexOf('.') + 1), "A JSON web token could not be decoded");
    }

    @Test
    void token_expiresAfterAnHour() throws Exception {
        JsonNode issued = issue("");
        assertThat(issued.get("expires_at").asText()).isEqualTo("2026-11-01T13:00:00Z");
        Client client = client(issued.get("token").asText());
        assertThat(client.get("/repos/acme/fleet").status()).isEqualTo(200);
        clock.advance(Duration.ofHours(1));
        Client.Reply late = client.get("/repos/acme/fleet");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.body().get("message").asText()).isEqualTo("Bad credentials");
    }

    @Test
    void token_narrowedToARepository() throws Exception {
        Client client =
                client(issue("{\"repositories\": [\"fleet\"]}").get("token").asText());
        assertThat(client.get("/repos/acme/fleet").status()).isEqualTo(200);
        assertThat(client.get("/repos/" + other.fullName()).status()).isEqualTo(404);
        assertThat(client.get("/installation/repositories")
                        .body()
                        .get("total_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void token_narrowedToAPermission() throws Exception {
        fleet.commit("main", "Start", Map.of("a", "b"));
        Client client = client(issue("{\"permissions\": {\"contents\": \"read\"}}")
                .get("token")
                .asText());
        assertThat(client.get("/repos/acme/fleet/commits/main").status()).isEqualTo(200);
        Client.Reply refused = client.post(
                "/repos/acme/fleet/check-runs", "{\"name\": \"n\", \"head_sha\": \"" + fleet.sha("main") + "\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("message").asText()).isEqualTo("Resource not accessible by integration");
    }

    @Test
    void token_withMoreThanIsGranted() throws Exception {
        String path = "/app/installations/" + installation.id() + "/access_tokens";
        assertThat(client(app.jwt())
                        .post(path, "{\"permissions\": {\"contents\": \"write\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(client(app.jwt())
                        .post(path, "{\"repositories\": [\"nowhere\"]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void token_afterPermissionsWereTakenAway() throws Exception {
        Client client = client(installation.token());
        assertThat(client.get("/repos/acme/fleet/pulls").status()).isEqualTo(200);
        installation.permissions(Map.of("metadata", "read"));
        assertThat(client.get("/repos/acme/fleet/pulls").status()).isEqualTo(403);
    }

    @Test
    void token_ofASuspendedInstallation() throws Exception {
        Client client = client(installation.token());
        installation.suspend();
        assertThat(client.get("/repos/acme/fleet").status()).isEqualTo(403);
        assertThat(client(app.jwt())
                        .post("/app/installations/" + installation.id() + "/access_tokens", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void token_revoked() throws Exception {
        Client client = client(installation.token());
        assertThat(client.send("DELETE", "/installation/token", "").status()).isEqualTo(204);
        assertThat(client.get("/repos/acme/fleet").status()).isEqualTo(401);
    }

    @Test
    void keys_inBothForms() {
        assertThat(app.key().pkcs8())
                .startsWith("-----BEGIN PRIVATE KEY-----\nMII")
                .endsWith("-----END PRIVATE KEY-----\n");
        assertThat(app.key().pkcs1())
                .startsWith("-----BEGIN RSA PRIVATE KEY-----\nMII")
                .endsWith("-----END RSA PRIVATE KEY-----\n");
    }

    private JsonNode issue(String body) throws Exception {
        Client.Reply reply = client(app.jwt()).post("/app/installations/" + installation.id() + "/access_tokens", body);
        assertThat(reply.status()).isEqualTo(201);
        return reply.body();
    }

    private void assertUnauthorized(String jwt, String message) throws Exception {
        Client.Reply reply = client(jwt).get("/app");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body().get("message").asText()).isEqualTo(message);
    }

    private Client client(String token) {
        return new Client(github.api(), token);
    }
}
