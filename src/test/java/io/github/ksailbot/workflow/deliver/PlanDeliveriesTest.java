package io.github.ksailbot.workflow.deliver;

import static io.github.ksailbot.workflow.deliver.DeliveryWorld.A;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.B;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.C;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.SHOP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.workflow.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanDeliveriesTest {
    private final DeliveryWorld world = new DeliveryWorld();

    private List<String> plan() throws Exception {
        world.plan().plan(new Subject.Mainline(SHOP));
        return world.log.all.values().stream()
                .map(one -> one.order().environment() + " "
                        + one.order().commit().abbreviated().charAt(0))
                .toList();
    }

    @Test
    void newestCommit_isOrderedOnceForEachEnvironment() throws Exception {
        assertThat(plan()).containsExactly("local a", "prod a");
        assertThat(plan()).containsExactly("local a", "prod a");
    }

    @Test
    void commitsInBetween_areSkippedAndTheirPullRequestsTold() throws Exception {
        plan();
        world.branch.head = C;

        assertThat(plan()).containsExactly("local a", "prod a", "local c", "prod c");
        assertThat(world.log.followers.get(3L))
                .containsExactly(new Subject.Notice(SHOP, 2), new Subject.Notice(SHOP, 3));
        assertThat(requireNonNull(world.log.all.get(3L)).order().since()).isEqualTo(A);
    }

    @Test
    void branchThatWasSetBack_isLeftAlone() throws Exception {
        world.branch.head = B;
        plan();
        world.branch.head = A;

        assertThat(plan()).containsExactly("local b", "prod b");
    }

    @Test
    void environments_areLeftOutAsTheSettingsSay() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {deliver: onCommand}}\n");

        assertThat(plan()).containsExactly("local a");
    }

    @Test
    void environmentsWithAnObstacle_areOrderedOnlyIfTheSettingsAskForThem() throws Exception {
        world.cluster.obstacle = "No cluster is set up";
        assertThat(plan()).isEmpty();
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {deliver: onMerge}}\n");

        assertThat(plan()).containsExactly("prod a");
    }

    @Test
    void settingsWithAMistake_deliverNothing() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {deliver: sometimes}}\n");

        assertThat(plan()).isEmpty();
    }

    @Test
    void otherBranch_isDeliveredIfTheSettingsNameIt() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "branch: release\n");
        plan();

        assertThat(requireNonNull(world.log.all.get(1L)).order().branch()).isEqualTo("release");
    }
}
