package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageTest {

    private final SandboxGitHub github =
            SandboxGitHub.settings().withoutContract().start();

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void pullRequest_showsChecksAnnotationsAndComments() throws Exception {
        SandboxRepository fleet = github.organization("acme").repository("fleet");
        fleet.commit("main", "Start", Map.of("a.yaml", "one: 1\ntwo: <b>\n"));
        SandboxPullRequest pull = fleet.commit("topic", "Change", Map.of("b.yaml", "x: 1\n"))
                .openPullRequest("<script>alert(1)</script>");
        pull.comment("**bold** <img src=x onerror=alert(1)> [x](javascript:alert(1))");
        Client client =
                new Client(github.api(), github.app("bot").install("acme").token());
        client.post("/repos/acme/fleet/check-runs", """
                {"name": "ksail", "head_sha": "%s", "conclusion": "failure", "output": {"title": "1 new",
                 "summary": "| a | b |\\n|---|---|\\n| `c` | d |", "annotations": [{"path": "a.yaml", "start_line": 2,
                 "end_line": 2, "annotation_level": "failure", "title": "Wrong", "message": "Not a number"}]}}""".formatted(pull.headSha()));
        HttpResponse<String> page = get("/acme/fleet/pull/1");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(page.body())
                .contains(
                        "a.yaml:2",
                        "two: &lt;b&gt;",
                        "Not a number",
                        "<td><code>c</code></td>",
                        "<strong>bold</strong>")
                .doesNotContain("<script", "<img", "href=\"javascript");
        assertThat(get("/").body()).contains("acme/fleet", "ksail: failure");
        assertThat(get("/acme/fleet").statusCode()).isEqualTo(200);
        assertThat(get("/acme/fleet/blob/" + pull.headSha() + "/a.yaml").body()).contains("id=\"L2\"");
        assertThat(get("/acme/none").statusCode()).isEqualTo(404);
        assertThat(get("/style.css").headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/css");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(github.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
