package io.github.ksailbot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.example.ExampleChanges;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.hook.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 anywhere between acknowledgement and verdict, then a start on the same data. */
class CrashIT {

    @Test
    void killedBot_concludesOneSetOfCheckRunsAfterItsRestart(@TempDir Path data) throws InterruptedException {
        try (BotWorld world = BotWorld.start(data)) {
            // At once after the acknowledgement, before anything is on GitHub.
            SandboxPullRequest early = world.open(ExampleChanges.good());
            assertThat(world.gitHub.webhooks().awaitIdle(Duration.ofSeconds(30)))
                    .isTrue();
            world.kill();
            assertThat(world.gitHub.webhooks().log("pull_request.opened"))
                    .extracting(Delivery::outcome)
                    .allMatch(outcome -> outcome != null && outcome.ok());
            world.restart();
            world.awaitVerdict(early);

            // In the middle: when the first check run is there.
            SandboxPullRequest late = world.open(ExampleChanges.broken());
            world.gitHub.await("the first check run", () -> !late.checkRuns().isEmpty(), BotWorld.PATIENCE);
            world.kill();
            world.restart();
            world.awaitVerdict(late);

            assertThat(BotWorld.conclusions(early.checkRuns()))
                    .isEqualTo(List.of(
                            "ksail / validate (local): success", "ksail / validate (prod): success", "ksail: success"));
            assertThat(BotWorld.conclusions(late.checkRuns()))
                    .isEqualTo(List.of(
                            "ksail / validate (local): failure", "ksail / validate (prod): failure", "ksail: failure"));
            assertThat(early.comments()).hasSize(1);
            assertThat(late.comments()).hasSize(1);
            assertThat(world.gitHub.contractViolations()).isEmpty();
        }
    }
}
