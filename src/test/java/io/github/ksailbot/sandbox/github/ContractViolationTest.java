package io.github.ksailbot.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractViolationTest {

    @Test
    void wrongRequests_areRefusedAndKept() throws Exception {
        try (SandboxGitHub github = SandboxGitHub.start()) {
            SandboxRepository fleet = github.organization("acme").repository("fleet");
            String sha = fleet.commit("main", "Start", Map.of("a", "1\n")).sha();
            Client client =
                    new Client(github.api(), github.app("bot").install("acme").token());
            String runs = "/repos/acme/fleet/check-runs";
            assertThat(client.post(runs, "{\"name\": 1, \"head_sha\": \"" + sha + "\"}")
                            .status())
                    .isEqualTo(422);
            assertThat(client.post(
                                    runs,
                                    "{\"name\": \"n\", \"head_sha\": \"" + sha
                                            + "\", \"output\": {\"title\": \"t\", \"summary\": \"s\", \"annotations\":"
                                            + " [{\"path\": \"a\", \"annotation_level\": \"bad\"}]}}")
                            .status())
                    .isEqualTo(422);
            assertThat(github.contractViolations())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(violation ->
                            assertThat(violation).startsWith("request of POST /repos/{owner}/{repo}/check-runs: "));
            github.clearContractViolations();
            assertThat(client.post(runs, "{\"name\": \"n\", \"head_sha\": \"" + sha + "\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(client.post(runs, "{\"name\": \"n\", \"head_sha\": \"%s\"}".formatted("0".repeat(40)))
                            .status())
                    .isEqualTo(422);
            assertThat(client.get("/repos/acme/fleet/pulls/99").status()).isEqualTo(404);
            assertThat(github.contractViolations()).isEmpty();
        }
    }
}
