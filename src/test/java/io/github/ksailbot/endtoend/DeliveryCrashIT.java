package io.github.ksailbot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 during a delivery, then a start on the same data: one artifact, one check run, one deployment, one comment. */
class DeliveryCrashIT {
    @Test
    void killedBot_endsTheDeliveryOnce(@TempDir Path data) {
        try (BotWorld world = BotWorld.delivering(data)) {
            world.awaitDelivered(world.shop.sha("main"));

            // Before anything is pushed.
            SandboxPullRequest early = change(world, 1);
            String first = early.merge();
            world.gitHub.await("a deployment", () -> !world.deployments(first).isEmpty(), BotWorld.PATIENCE);
            world.kill();
            world.restart();
            assertDeliveredOnce(world, early, first);

            // While it waits for a cluster that does nothing.
            behave(world, Behaviour.ignored());
            SandboxPullRequest late = change(world, 2);
            String second = late.merge();
            world.gitHub.await(
                    "the other environment",
                    () -> world.deployments(second).stream()
                            .anyMatch(one -> one.state().equals("success")),
                    BotWorld.PATIENCE);
            world.kill();
            behave(world, Behaviour.normal());
            world.restart();
            assertDeliveredOnce(world, late, second);

            // When it is delivered, and the comment does not say so yet.
            SandboxPullRequest last = change(world, 3);
            String third = last.merge();
            world.gitHub.await(
                    "the end of both",
                    () -> world.deliverRuns(third).size() == 2
                            && world.deliverRuns(third).stream().allMatch(BotWorld::isCompleted),
                    BotWorld.PATIENCE);
            world.kill();
            world.restart();
            assertDeliveredOnce(world, last, third);
            assertThat(world.gitHub.contractViolations()).isEmpty();
        }
    }

    private static void behave(BotWorld world, Behaviour behaviour) {
        world.fleet().place("prod").flux().script().always("Kustomization", "flux-system", "flux-system", behaviour);
    }

    private static void assertDeliveredOnce(BotWorld world, SandboxPullRequest pull, String commit) {
        world.awaitDelivered(commit);
        world.awaitNotice(pull, "Delivered to local and prod");
        assertThat(world.deliverRuns(commit)).hasSize(2);
        assertThat(world.deployments(commit)).hasSize(2).allMatch(one -> one.state()
                .equals("success"));
        world.assertTagsHold(commit);
    }

    private static SandboxPullRequest change(BotWorld world, int number) {
        return world.shop
                .commit(
                        "change-" + number,
                        "Change",
                        Map.of("k8s/bases/apps/api/settings.env", "CHANGE=" + number + "\n"))
                .openPullRequest("Change " + number);
    }
}
