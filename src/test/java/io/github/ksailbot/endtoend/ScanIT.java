package io.github.ksailbot.endtoend;

import static io.github.ksailbot.endtoend.BotWorld.annotations;
import static io.github.ksailbot.endtoend.BotWorld.conclusions;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans of pull requests to a repository whose base branch asks for them: real HTTP, GitHub's contract enforced. */
class ScanIT {
    private static final String SETTINGS = ".github/ksail-bot.yaml";
    private static final String DEPLOYMENT = "k8s/bases/apps/web/deployment.yaml";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static BotWorld world;

    @BeforeAll
    static void start(@TempDir Path data) {
        world = BotWorld.start(data);
        world.shop.commit("main", "Ask for scans", Map.of(SETTINGS, "scan:\n  failOnNew: high\n"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void gitHubsContractIsKept() {
        assertThat(world.gitHub.contractViolations()).isEmpty();
    }

    @Test
    void privilegedContainer_failsTheScanOnItsLine() {
        String file = String.valueOf(world.shop.file("main", DEPLOYMENT));
        SandboxPullRequest pull = open(
                "privileged", Map.of(DEPLOYMENT, file.replace("allowPrivilegeEscalation: false", "privileged: true")));

        world.awaitVerdict(pull);

        assertThat(conclusions(pull.checkRuns()))
                .containsExactly(
                        "ksail / scan (local): failure",
                        "ksail / scan (prod): failure",
                        "ksail / validate (local): success",
                        "ksail / validate (prod): success",
                        "ksail: failure");
        assertThat(annotations(List.of(run(pull, "ksail / scan (prod)")))).contains(DEPLOYMENT + ":48");
        assertThat(run(pull, "ksail / scan (prod)").summary)
                .contains("of severity High or worse")
                .contains("| of the base branch |")
                .contains("C-0057");
        assertThat(pull.comments()).singleElement().satisfies(comment -> assertThat(comment.body)
                .contains("Scans of local and prod failed: 2 new findings")
                .contains("`ksail / scan (prod)`"));
    }

    @Test
    void weakerSettings_areShownUnderBoth_andDoNotCount() {
        SandboxPullRequest pull =
                open("weaker", Map.of(SETTINGS, "scan:\n  frameworks: [soc2]\n  excludedNamespaces: [shop]\n"));

        world.awaitVerdict(pull);

        CheckRun scan = run(pull, "ksail / scan (prod)");
        assertThat(scan.conclusion).isEqualTo("success");
        assertThat(scan.title).contains("its settings change");
        assertThat(scan.summary)
                .contains("of the base branch, which count")
                .contains("of this change, once merged")
                .contains("Removed framework: `nsa`.")
                .contains("Added excluded namespace: `shop`.");
    }

    private static SandboxPullRequest open(String branch, Map<String, String> files) {
        return world.shop.commit(branch, "Change " + branch, files).openPullRequest("Change " + branch);
    }

    private static CheckRun run(SandboxPullRequest pull, String name) {
        return pull.checkRuns().stream()
                .filter(run -> run.name.equals(name))
                .findFirst()
                .orElseThrow();
    }
}
