package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubCodeScanningTest {
    private static final Subject.PullRequest PULL =
            new Subject.PullRequest(new RepositoryRef(7, 9, "acme", "fleet"), 3);
    private static final CommitId HEAD = new CommitId("a".repeat(40));
    private static final String UPLOAD = "POST /repos/acme/fleet/code-scanning/sarifs";

    private ScriptedGitHub github;

    @BeforeEach
    void start() throws IOException {
        github = new ScriptedGitHub();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void installation_withThePermission_getsTheSarif() throws Exception {
        granted("write").on(UPLOAD, 202, "{\"id\":\"1\"}");
        github.adapters().codeScanning().offer(PULL, HEAD, () -> "{\"version\":\"2.1.0\"}");
        assertThat(github.requests).endsWith(UPLOAD);
        JsonNode body = new ObjectMapper().readTree(github.bodies.get(github.bodies.size() - 1));
        assertThat(body.get("commit_sha").asText()).isEqualTo(HEAD.value());
        assertThat(body.get("ref").asText()).isEqualTo("refs/pull/3/head");
        byte[] compressed = Base64.getDecoder().decode(body.get("sarif").asText());
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"version\":\"2.1.0\"}");
    }

    @Test
    void installation_withoutThePermission_isNotAsked() {
        granted("read");
        github.adapters().codeScanning().offer(PULL, HEAD, () -> {
            throw new AssertionError("made for nothing");
        });
        assertThat(github.requests).doesNotContain(UPLOAD);
    }

    @Test
    void repository_withoutCodeScanning_isLeftInPeace() {
        granted("write").on(UPLOAD, 403, "{\"message\":\"Code scanning is not enabled\"}");
        github.adapters().codeScanning().offer(PULL, HEAD, () -> "{}");
        assertThat(github.requests).containsOnlyOnce(UPLOAD);
    }

    private ScriptedGitHub granted(String access) {
        return github.on(
                "POST /app/installations/7/access_tokens",
                201,
                "{\"token\":\"ghs_x\",\"expires_at\":\"2026-03-01T13:00:00Z\",\"permissions\":{\"security_events\":\""
                        + access + "\"}}");
    }
}
