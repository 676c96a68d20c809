package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything that the sandbox serves, asked for once and held against GitHub's document. */
class ContractTest {

    @Test
    void everyOperation_keepsTheContract() throws Exception {
        try (SandboxGitHub github = SandboxGitHub.start()) {
            SandboxRepository repository = github.organization("acme").repository("fleet");
            repository.collaborator("alice", "write");
            String first = repository
                    .commit("main", "Start", Map.of("a/b.yaml", "x: 1\n"))
                    .sha();
            SandboxApp app = github.app(SandboxApp.registration("bot")
                    .permissions(Map.of(
                            "checks", "write", "contents", "write", "deployments", "write", "pull_requests", "write")));
            SandboxInstallation installation = app.install("acme");
            SandboxPullRequest pull = repository
                    .commit("topic", "Change", Map.of("a/b.yaml", "x: 2\n", "c.yaml", "y: 1\n"))
                    .openPullRequest("A change");
            long comment = pull.comment("hello");
            String head = pull.headSha();

            Client byApp = new Client(github.api(), app.jwt());
            Client client = new Client(github.api(), installation.token());
            for (String path : List.of(
                    "/app",
                    "/app/installations",
                    "/app/installations/" + installation.id(),
                    "/repos/acme/fleet/installation",
                    "/orgs/acme/installation",
                    "/users/acme/installation",
                    "/app/hook/deliveries")) {
                call(byApp, "GET", path, "", 200);
            }
            String run = client.post("/repos/acme/fleet/check-runs", """
                            {"name": "ksail", "head_sha": "%s", "status": "in_progress",
                             "output": {"title": "t", "summary": "s", "annotations": [
                               {"path": "c.yaml", "start_line": 1, "end_line": 1, "annotation_level": "failure",
                                "message": "m"}]}}""".formatted(head))
                    .body()
                    .get("id")
                    .asText();
            String suite = client.get("/repos/acme/fleet/check-runs/" + run)
                    .body()
                    .at("/check_suite/id")
                    .asText();
            for (String path : List.of(
                    "",
                    "/branches",
                    "/branches/main",
                    "/check-runs/" + run,
                    "/check-runs/" + run + "/annotations",
                    "/check-suites/" + suite,
                    "/check-suites/" + suite + "/check-runs",
                    "/collaborators/alice/permission",
                    "/commits",
                    "/commits/" + head,
                    "/commits/" + head + "/check-runs",
                    "/commits/" + head + "/check-suites",
                    "/commits/" + head + "/pulls",
                    "/compare/main...topic",
                    "/contents/a/b.yaml",
                    "/contents/a",
                    "/git/commits/" + head,
                    "/git/matching-refs/heads/",
                    "/git/ref/heads/main",
                    "/git/trees/" + head + "?recursive=1",
                    "/issues/1",
                    "/issues/1/comments",
                    "/issues/comments/" + comment,
                    "/issues/comments/" + comment + "/reactions",
                    "/pulls",
                    "/pulls/1",
                    "/pulls/1/commits",
                    "/pulls/1/files")) {
                call(client, "GET", "/repos/acme/fleet" + path, "", 200);
            }
            for (String path : List.of("/", "/rate_limit", "/users/alice", "/installation/repositories")) {
                call(client, "GET", path, "", 200);
            }
            String repo = "/repos/acme/fleet";
            call(client, "GET", repo + "/collaborators/alice", "", 204);
            call(
                    client,
                    "PATCH",
                    repo + "/check-runs/" + run,
                    "{\"status\": \"completed\", \"conclusion\": \"success\"}",
                    200);
            call(client, "POST", repo + "/check-runs/" + run + "/rerequest", "", 201);
            String deployment = client.post(
                            repo + "/deployments",
                            "{\"ref\": \"%s\", \"environment\": \"prod\", \"auto_merge\": false, \"required_contexts\": []}"
                                    .formatted(first))
                    .body()
                    .get("id")
                    .asText();
            String deployed = repo + "/deployments/" + deployment;
            call(client, "POST", deployed + "/statuses", "{\"state\": \"in_progress\"}", 201);
            for (String path : List.of(repo + "/deployments", deployed, deployed + "/statuses")) {
                call(client, "GET", path, "", 200);
            }
            call(client, "POST", repo + "/check-suites", "{\"head_sha\": \"" + first + "\"}", 201);
            call(client, "POST", repo + "/check-suites/" + suite + "/rerequest", "", 201);
            call(client, "POST", repo + "/issues/1/comments", "{\"body\": \"b\"}", 201);
            call(client, "PATCH", repo + "/issues/comments/" + comment, "{\"body\": \"c\"}", 200);
            call(client, "POST", repo + "/issues/comments/" + comment + "/reactions", "{\"content\": \"eyes\"}", 201);
            call(client, "DELETE", repo + "/issues/comments/" + comment, "", 204);
            call(client, "PATCH", repo + "/pulls/1", "{\"title\": \"Better\"}", 200);
            call(client, "PUT", repo + "/pulls/1/merge", "{\"merge_method\": \"squash\"}", 200);
            repository.commit("next", "Next", Map.of("d.yaml", "z: 1\n"));
            call(client, "POST", repo + "/pulls", "{\"title\": \"t\", \"head\": \"next\", \"base\": \"main\"}", 201);
            call(byApp, "POST", "/app/installations/" + installation.id() + "/access_tokens", "", 201);
            call(client, "DELETE", "/installation/token", "", 204);

            assertThat(github.contractViolations()).isEmpty();
            assertThat(github.requests().stream()
                            .map(request -> request.route())
                            .distinct())
                    .containsAll(SandboxGitHub.operations().stream()
                            .filter(operation -> !operation.contains("delivery_id"))
                            .toList());
        }
    }

    private static void call(Client client, String method, String path, String body, int status) throws Exception {
        Client.Reply reply = client.send(method, path, body);
        assertThat(reply.status())
                .as(method + " " + path + " " + reply.body().path("message"))
                .isEqualTo(status);
    }
}
