package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.workflow.CodeScanning;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.quarkus.logging.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Code scanning by GitHub's API, where the installation has granted {@code security_events: write}. A repository without
 * code scanning refuses the upload, which is nobody's mistake.
 *
 * @see <a href="https://docs.github.com/rest/code-scanning/code-scanning">REST API endpoints for code scanning</a>
 */
final class GitHubCodeScanning implements CodeScanning {
    private static final String PERMISSION = "security_events";

    /** GitHub takes 10 MB of compressed SARIF. */
    private static final int MAX_BYTES = 10_000_000;

    private final GitHubApi api;

    GitHubCodeScanning(GitHubApi api) {
        this.api = api;
    }

    @Override
    public void offer(Subject.PullRequest pullRequest, CommitId head, Supplier<String> sarif) {
        try {
            long installation = pullRequest.repository().installation();
            if (!api.mayWrite(installation, PERMISSION)) {
                return;
            }
            byte[] compressed = compressed(sarif.get());
            if (compressed.length > MAX_BYTES) {
                Log.infof("%s: SARIF of %d bytes is more than GitHub takes", pullRequest.key(), compressed.length);
                return;
            }
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("commit_sha", head.value())
                    .put("ref", "refs/pull/" + pullRequest.number() + "/head")
                    .put("sarif", Base64.getEncoder().encodeToString(compressed))
                    .put("tool_name", "ksail-bot");
            String path = "/repos/" + pullRequest.repository().fullName() + "/code-scanning/sarifs";
            Optional<Reply> reply = api.write(installation, Call.post(path, body));
            reply.filter(answer -> answer.status() >= 300)
                    .ifPresent(answer ->
                            Log.infof("%s: code scanning took no SARIF: %s", pullRequest.key(), answer.message()));
        } catch (GoneException | UnavailableException e) {
            Log.infof("%s: code scanning got no SARIF: %s", pullRequest.key(), e.getMessage());
        }
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
