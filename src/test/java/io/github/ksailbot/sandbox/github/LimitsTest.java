package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.SettableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What GitHub refuses, and how much of everything it allows. */
class LimitsTest {

    private static final String ANNOTATION = """
            {"path": "a", "start_line": 1, "end_line": 1, "annotation_level": "failure", "message": "m"}""";

    private final SettableClock clock = SettableClock.atPresent();
    private final SandboxGitHub github =
            SandboxGitHub.settings().clock(clock).withoutContract().start();
    private final SandboxRepository fleet = github.organization("acme").repository("fleet");
    private Client client = new Client(github.api(), "");
    private String head = "";

    @BeforeEach
    void open() {
        fleet.commit("main", "Start", Map.of("a", "1\n"));
        head = fleet.commit("topic", "Change", Map.of("a", "2\n"))
                .openPullRequest("Change")
                .headSha();
        client = new Client(github.api(), github.app("bot").install("acme").token());
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void annotations_fiftyAtATimeAndAppended() throws Exception {
        Client.Reply created = client.post("/repos/acme/fleet/check-runs", run("s", 50));
        assertThat(created.status()).isEqualTo(201);
        String path = "/repos/acme/fleet/check-runs/" + created.body().get("id").asText();
        assertThat(client.send("PATCH", path, run("s", 10))
                        .body()
                        .at("/output/annotations_count")
                        .asInt())
                .isEqualTo(60);
        assertThat(client.get(path + "/annotations?per_page=100").body()).hasSize(60);
        assertThat(client.send("PATCH", path, run("s", 51)).status()).isEqualTo(422);
    }

    @Test
    void summary_ofTheLongestLength() throws Exception {
        assertThat(client.post("/repos/acme/fleet/check-runs", run("x".repeat(65_535), 0))
                        .status())
                .isEqualTo(201);
        assertThat(client.post("/repos/acme/fleet/check-runs", run("x".repeat(65_536), 0))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void comment_ofTheLongestLength() throws Exception {
        String comments = "/repos/acme/fleet/issues/1/comments";
        assertThat(client.post(comments, "{\"body\": \"" + "x".repeat(65_536) + "\"}")
                        .status())
                .isEqualTo(201);
        Client.Reply refused = client.post(comments, "{\"body\": \"" + "x".repeat(65_537) + "\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/message").asText())
                .isEqualTo("body is too long (maximum is 65536 characters)");
    }

    @Test
    void run_completedWithoutConclusion() throws Exception {
        String body = "{\"name\": \"n\", \"head_sha\": \"" + head + "\", \"status\": \"completed\"}";
        assertThat(client.post("/repos/acme/fleet/check-runs", body).status()).isEqualTo(422);
    }

    @Test
    void body_thatIsNotJson() throws Exception {
        Client.Reply reply = client.post("/repos/acme/fleet/check-runs", "{\"name\": ");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("message").asText()).isEqualTo("Problems parsing JSON");
        assertThat(reply.body().has("documentation_url")).isTrue();
    }

    @Test
    void path_thatNobodyServes() throws Exception {
        Client.Reply reply = client.get("/repos/acme/fleet/nothing");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().get("message").asText()).isEqualTo("Not Found");
    }

    @Test
    void lists_areInPagesWithLinks() throws Exception {
        for (int i = 0; i < 5; i++) {
            client.post("/repos/acme/fleet/issues/1/comments", "{\"body\": \"" + i + "\"}");
        }
        Client.Reply second = client.get("/repos/acme/fleet/issues/1/comments?per_page=2&page=2");
        assertThat(second.body())
                .extracting(comment -> comment.get("body").asText())
                .containsExactly("2", "3");
        String url = github.api() + "/repos/acme/fleet/issues/1/comments?per_page=2&page=";
        assertThat(second.header("Link"))
                .isEqualTo("<" + url + "1>; rel=\"prev\", <" + url + "3>; rel=\"next\", <" + url + "3>; rel=\"last\", <"
                        + url + "1>; rel=\"first\"");
        assertThat(client.get("/repos/acme/fleet/issues/1/comments").header("Link"))
                .isEmpty();
    }

    @Test
    void knownAnswer_isNotRepeatedAndIsFree() throws Exception {
        Client.Reply first = client.get("/repos/acme/fleet/pulls/1");
        String tag = first.header("ETag");
        Client.Reply again = client.send("GET", "/repos/acme/fleet/pulls/1", "", "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.raw().body()).isEmpty();
        assertThat(again.header("X-RateLimit-Used")).isEqualTo(first.header("X-RateLimit-Used"));
        fleet.commit("topic", "More", Map.of("b", "1\n"));
        assertThat(client.send("GET", "/repos/acme/fleet/pulls/1", "", "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void budget_isSpentAndComesBackAfterAnHour() throws Exception {
        github.rateLimits().budget(2);
        clock.advance(Duration.ofHours(1).plusSeconds(1));
        Client fresh =
                new Client(github.api(), github.app("second").install("acme").token());
        assertThat(fresh.get("/repos/acme/fleet").header("X-RateLimit-Remaining"))
                .isEqualTo("1");
        assertThat(fresh.get("/repos/acme/fleet").header("X-RateLimit-Remaining"))
                .isEqualTo("0");
        Client.Reply refused = fresh.get("/repos/acme/fleet");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("message").asText()).startsWith("API rate limit exceeded");
        assertThat(refused.header("X-RateLimit-Reset"))
                .isEqualTo(
                        Long.toString(clock.instant().plus(Duration.ofHours(1)).getEpochSecond()));
        assertThat(fresh.get("/rate_limit").status()).isEqualTo(200);
    }

    @Test
    void secondaryLimit_onContent() throws Exception {
        github.rateLimits().secondary(true);
        int status = 201;
        int written = 0;
        Client.Reply reply = null;
        while (status == 201 && written < 100) {
            reply = client.post("/repos/acme/fleet/issues/1/comments", "{\"body\": \"b\"}");
            status = reply.status();
            written += status == 201 ? 1 : 0;
        }
        assertThat(written).isEqualTo(80);
        assertThat(status).isEqualTo(403);
        assertThat(reply).isNotNull();
        assertThat(reply.header("Retry-After")).isEqualTo("60");
    }

    private String run(String summary, int annotations) {
        return "{\"name\": \"n\", \"head_sha\": \"" + head + "\", \"output\": {\"title\": \"t\", \"summary\": \""
                + summary + "\", \"annotations\": [" + String.join(",", Collections.nCopies(annotations, ANNOTATION))
                + "]}}";
    }
}
