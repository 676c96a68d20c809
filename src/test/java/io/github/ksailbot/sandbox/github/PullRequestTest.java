package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullRequestTest {

    private final SandboxGitHub github =
            SandboxGitHub.settings().withoutContract().start();
    private final SandboxRepository fleet = github.organization("acme").repository("fleet");
    private final Client client =
            new Client(github.api(), github.app("bot").install("acme").token());

    @BeforeEach
    void commit() {
        fleet.commit("main", "Start", Map.of("a", "1\n"));
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void merge_movesTheBase() throws Exception {
        SandboxPullRequest pull = open("topic", "2\n");
        String sha = pull.merge();
        assertThat(fleet.sha("main")).isEqualTo(sha);
        assertThat(fleet.file("main", "a")).isEqualTo("2\n");
        JsonNode json = get(pull);
        assertThat(json.get("merged").asBoolean()).isTrue();
        assertThat(json.get("state").asText()).isEqualTo("closed");
        assertThat(json.get("merge_commit_sha").asText()).isEqualTo(sha);
    }

    @Test
    void conflict_isNotMergeable() throws Exception {
        SandboxPullRequest pull = open("topic", "2\n");
        assertThat(get(pull).get("mergeable").asBoolean()).isTrue();
        assertThat(fleet.has("refs/pull/1/merge")).isTrue();
        fleet.commit("main", "Other", Map.of("a", "3\n"));
        assertThat(get(pull).get("mergeable").asBoolean()).isFalse();
        assertThat(get(pull).get("mergeable_state").asText()).isEqualTo("dirty");
        assertThat(fleet.has("refs/pull/1/merge")).isFalse();
    }

    @Test
    void squash_hasOneParent() throws Exception {
        String sha = open("topic", "2\n").push("More", Map.of("b", "1\n")).squash();
        assertThat(client.get("/repos/acme/fleet/git/commits/" + sha).body().get("parents"))
                .hasSize(1);
    }

    @Test
    void headRepository_deleted() throws Exception {
        SandboxRepository fork = github.user("bob").fork(fleet);
        SandboxPullRequest pull = fleet.openFrom(fork.commit("topic", "Change", Map.of("a", "2\n")), "From afar");
        assertThat(get(pull).at("/head/repo/full_name").asText()).isEqualTo("bob/fleet");
        fork.delete();
        assertThat(get(pull).at("/head/repo").isNull()).isTrue();
    }

    @Test
    void deletedBranch_closesIt() throws Exception {
        SandboxPullRequest pull = open("topic", "2\n");
        fleet.deleteBranch("topic");
        assertThat(get(pull).get("state").asText()).isEqualTo("closed");
    }

    @Test
    void mergeQueue_mergesWhatItChecked() {
        SandboxPullRequest.Queued queued = open("topic", "2\n").enqueue();
        assertThat(queued.headRef()).startsWith("refs/heads/gh-readonly-queue/main/pr-1-");
        assertThat(fleet.sha(queued.headRef())).isEqualTo(queued.headSha());
        queued.merge();
        assertThat(fleet.sha("main")).isEqualTo(queued.headSha());
        assertThat(fleet.has(queued.headRef())).isFalse();
    }

    @Test
    void checkRuns_sameNameOnlyTheNewestIsListed() throws Exception {
        SandboxPullRequest pull = open("topic", "2\n");
        String body = "{\"name\": \"ksail\", \"head_sha\": \"" + pull.headSha() + "\"}";
        client.post("/repos/acme/fleet/check-runs", body);
        String newest = client.post("/repos/acme/fleet/check-runs", body)
                .body()
                .get("id")
                .asText();
        JsonNode latest =
                client.get("/repos/acme/fleet/commits/topic/check-runs").body();
        assertThat(latest.get("total_count").asInt()).isEqualTo(1);
        assertThat(latest.at("/check_runs/0/id").asText()).isEqualTo(newest);
        assertThat(client.get("/repos/acme/fleet/commits/topic/check-runs?filter=all")
                        .body()
                        .get("total_count")
                        .asInt())
                .isEqualTo(2);
        assertThat(pull.checkRuns()).hasSize(2);
    }

    private SandboxPullRequest open(String branch, String content) {
        return fleet.commit(branch, "Change", Map.of("a", content)).openPullRequest("Change");
    }

    private JsonNode get(SandboxPullRequest pull) throws Exception {
        return client.get("/repos/acme/fleet/pulls/" + pull.number()).body();
    }
}
