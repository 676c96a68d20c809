package io.github.ksailbot.workflow.deliver;

import static io.github.ksailbot.workflow.deliver.DeliveryWorld.A;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.B;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.C;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.SHOP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.CommitId;
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
    void commitToWhichARewrittenBranchComesBack_isOrderedAgain() throws Exception {
        CommitId other = new CommitId("f".repeat(40));
        plan();
        world.branch.head = other;
        plan();
        world.branch.head = DeliveryWorld.A;

        assertThat(plan()).containsExactly("local a", "prod a", "local f", "prod f", "local a", "prod a");
        assertThat(plan()).hasSize(6);
    }

    @Test
    void environments_areLeftOutAsTheSettingsSay() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {deliver: onCommand}}\n");

        assertThat(plan()).containsExactly("local a");
    }

    @Test
    void clustersThatNoKsailFileDeclares_areNotDelivered() throws Exception {
        world.branch.files.keySet().removeIf(path -> path.startsWith("ksail."));
        world.branch.files.put("clusters/prod/flux-system/gotk-sync.yaml", """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: flux-system, namespace: flux-system}
            spec:
              path: ./clusters/prod
              sourceRef: {kind: GitRepository, name: flux-system}
            """);

        assertThat(plan()).isEmpty();
    }

    @Test
    void environmentsOfOtherClusters_areOrderedOnlyIfTheSettingsAskForThem() throws Exception {
        world.cluster.served = false;
        assertThat(plan()).isEmpty();
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {deliver: onMerge}}\n");

        assertThat(plan()).containsExactly("prod a");
    }

    @Test
    void environmentsWithAnObstacle_areOrdered_soThatPeopleAreTold() throws Exception {
        world.cluster.obstacle = "The credentials are incomplete";

        assertThat(plan()).containsExactly("local a", "prod a");
    }

    @Test
    void settingsWithAMistake_areToldWhereTheBotWouldDeliver() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments:\n  prod: {deliver: sometimes}\n");
        plan();
        world.deliver().deliver(new Subject.Delivery(SHOP, DeliveryWorld.PROD), Cancellation.NONE);

        assertThat(world.cluster.effects).isEmpty();
        assertThat(world.log.state())
                .filteredOn(one -> one.startsWith("prod"))
                .singleElement()
                .asString()
                .startsWith("prod a TOLD ACTION_REQUIRED Nothing is delivered, because the settings of delivery have a"
                        + " mistake. ")
                .contains("It is written in `.github/ksail-bot.yaml:2:");
        assertThat(world.gitHub.runs.values()).containsExactly("ksail / deliver (prod) ACTION_REQUIRED");
    }

    @Test
    void settingsWithAMistake_areNobodysBusinessWhereTheBotDoesNotDeliver() throws Exception {
        world.cluster.served = false;
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {deliver: sometimes}}\n");

        assertThat(plan()).isEmpty();
    }

    @Test
    void ksailFileThatIsBrokenNow_isToldWhereItsEnvironmentWasDeliveredBefore() throws Exception {
        plan();
        world.deliver().deliver(new Subject.Delivery(SHOP, DeliveryWorld.PROD), Cancellation.NONE);
        world.branch.files.put("ksail.prod.yaml", "spec: [\n");
        world.branch.head = B;

        assertThat(plan()).containsExactly("local a", "prod a", "local b", "prod b");
        world.deliver().deliver(new Subject.Delivery(SHOP, DeliveryWorld.PROD), Cancellation.NONE);
        assertThat(world.log.state())
                .last()
                .asString()
                .startsWith("prod b TOLD ACTION_REQUIRED The environment's ksail file cannot be read any more. ")
                .contains("It is written in `ksail.prod.yaml:");
    }

    @Test
    void environmentThatIsGone_isNobodysMistake() throws Exception {
        plan();
        world.deliver().deliver(new Subject.Delivery(SHOP, DeliveryWorld.PROD), Cancellation.NONE);
        world.branch.files.remove("ksail.prod.yaml");
        world.branch.head = B;

        assertThat(plan()).containsExactly("local a", "prod a", "local b");
    }

    @Test
    void environmentsThatShareATag_areRefusedBoth() throws Exception {
        for (String name : List.of("local", "prod")) {
            world.branch.files.put("ksail." + name + ".yaml", """
                apiVersion: ksail.io/v1alpha1
                kind: Cluster
                spec:
                  cluster:
                    gitOpsEngine: Flux
                    connection: {context: %1$s}
                    localRegistry: {registry: ghcr.io/acme/shop}
                  workload: {sourceDirectory: k8s/clusters/%1$s}
                """.formatted(name));
        }
        plan();
        world.deliver().deliver(new Subject.Delivery(SHOP, DeliveryWorld.PROD), Cancellation.NONE);
        world.deliver().deliver(new Subject.Delivery(SHOP, DeliveryWorld.LOCAL), Cancellation.NONE);

        assertThat(world.cluster.effects).isEmpty();
        assertThat(world.log.state()).hasSize(2).allSatisfy(state -> assertThat(state)
                .contains("TOLD ACTION_REQUIRED The environment `")
                .contains("`ghcr.io/acme/shop:dev`")
                .contains("It is written in `ksail.")
                .contains("Give each a tag of its own"));
    }

    @Test
    void otherBranch_isDeliveredIfTheSettingsNameIt() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "branch: release\n");
        plan();

        assertThat(requireNonNull(world.log.all.get(1L)).order().branch()).isEqualTo("release");
    }
}
