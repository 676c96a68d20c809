package io.github.ksailbot.workflow.deliver;

import static io.github.ksailbot.workflow.deliver.DeliveryWorld.A;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.B;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.LOCAL;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.PROD;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.SHOP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.SupersededException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliverTest {
    private final DeliveryWorld world = new DeliveryWorld();

    private void deliver() throws Exception {
        world.deliver().deliver(new Subject.Delivery(SHOP, PROD), Cancellation.NONE);
    }

    @Test
    void order_isDeliveredOnce() throws Exception {
        world.order(A, PROD);

        deliver();
        deliver();

        assertThat(world.log.state()).containsExactly("prod a TOLD SUCCESS Converged");
        assertThat(world.cluster.effects).containsExactly("push prod a", "trigger prod sha256:" + A);
        assertThat(world.gitHub.runs.values()).containsExactly("ksail / deliver (prod) SUCCESS");
        assertThat(world.gitHub.deployments.values()).containsExactly(List.of("QUEUED", "IN_PROGRESS", "SUCCESS"));
    }

    @Test
    void killedBeforeOrAfterAnyWrite_endsTheSame() throws Exception {
        world.order(A, PROD);
        world.killAt(Integer.MAX_VALUE, false);
        deliver();
        int writes = world.writes();
        assertThat(writes).isGreaterThan(10);
        for (int write = 1; write <= writes; write++) {
            for (boolean after : new boolean[] {false, true}) {
                DeliveryWorld killed = new DeliveryWorld();
                killed.order(A, PROD);
                killed.killAt(write, after);
                Subject.Delivery subject = new Subject.Delivery(SHOP, PROD);
                assertThatThrownBy(() -> killed.deliver().deliver(subject, Cancellation.NONE))
                        .isInstanceOf(DeliveryWorld.ProcessKilled.class);

                killed.killAt(Integer.MAX_VALUE, false);
                killed.deliver().deliver(subject, Cancellation.NONE);

                String where = (after ? "after" : "before") + " write " + write;
                assertThat(killed.log.state()).as(where).containsExactly("prod a TOLD SUCCESS Converged");
                assertThat(killed.cluster.effects).as(where).containsExactly("push prod a", "trigger prod sha256:" + A);
                assertThat(killed.gitHub.runs.values()).as(where).containsExactly("ksail / deliver (prod) SUCCESS");
                assertThat(killed.gitHub.deployments.values()).as(where).hasSize(1);
                assertThat(killed.gitHub.deployments.values().iterator().next())
                        .as(where)
                        .endsWith("SUCCESS");
            }
        }
    }

    @Test
    void olderOrder_isSupersededByTheNewer() throws Exception {
        world.order(A, PROD);
        world.order(B, PROD);
        world.branch.head = B;

        deliver();

        assertThat(world.log.state())
                .containsExactly(
                        "prod a TOLD CANCELLED Another commit, `bbbbbbb`, of the branch was ordered since, and is"
                                + " delivered instead",
                        "prod b TOLD SUCCESS Converged");
        assertThat(world.cluster.effects).containsExactly("push prod b", "trigger prod sha256:" + B);
        assertThat(world.gitHub.runs.values()).containsExactly("ksail / deliver (prod) SUCCESS");
    }

    @Test
    void mergeWhileWaiting_endsTheOlderOneAndDeliversTheNewer() throws Exception {
        world.order(A, PROD);
        world.cluster.whileWaiting = () -> {
            if (world.branch.head.equals(A)) {
                world.branch.head = B;
                world.order(B, PROD);
            }
        };
        // The first look at the log is remembered for a moment; the fixed clock stands still.
        world.cluster.ends.add(DeliveryWorld.CONVERGED);

        deliver();

        assertThat(world.log.state()).last().isEqualTo("prod b TOLD SUCCESS Converged");
        assertThat(world.cluster.effects).last().isEqualTo("trigger prod sha256:" + B);
    }

    @Test
    void progressThatCameTooFast_isShownLater_thoughNothingMoreHappens() throws Exception {
        world.order(A, PROD);
        List<String> shown = new ArrayList<>();
        world.cluster.whileWaiting = () -> {
            world.clock.advance(Duration.ofSeconds(10));
            assertThat(world.cluster.cancelled.getAsBoolean()).isFalse();
            world.gitHub.contents.values().forEach(run -> shown.add(run.output().title()));
        };

        deliver();

        assertThat(shown).containsExactly("Waiting for 1 of 1 Kustomizations");
        assertThat(world.log.state()).containsExactly("prod a TOLD SUCCESS Converged");
    }

    @Test
    void branchThatMovedOn_isLookedAtAgain() throws Exception {
        world.order(A, PROD);
        world.branch.head = B;

        deliver();

        assertThat(world.log.state())
                .containsExactly(
                        "prod a TOLD CANCELLED `main` has moved on to `bbbbbbb`, which contains this commit; that"
                                + " one is looked at instead");
        assertThat(world.log.looks).isEqualTo(1);
        assertThat(world.cluster.effects).isEmpty();
    }

    @Test
    void branchThatWasRewritten_isNotSaidToContainTheCommit() throws Exception {
        world.order(A, PROD);
        world.branch.head = new CommitId("f".repeat(40));

        deliver();

        assertThat(world.log.state())
                .containsExactly("prod a TOLD CANCELLED `main` was rewritten, and has `fffffff`, which does not contain"
                        + " this commit; that one is looked at instead");
    }

    @Test
    void branchThatWasSetBack_isNotSaidToBeNewer() throws Exception {
        world.order(B, PROD);
        world.branch.head = A;

        deliver();

        assertThat(world.log.state())
                .containsExactly("prod b TOLD ACTION_REQUIRED `main` was set back from `bbbbbbb` to `aaaaaaa`, which"
                        + " is older. Nothing was delivered, and no tag goes back: to deliver what was"
                        + " there before, revert with a new commit");
        assertThat(world.cluster.effects).isEmpty();
    }

    @Test
    void branchThatMovedAfterACommand_hasNothingDelivered() throws Exception {
        world.log.order(List.of(command("comment-1-0", Order.Kind.PUSH, Set.of(), null)), List.of());
        world.branch.head = B;

        deliver();

        assertThat(world.log.state())
                .containsExactly(
                        "prod a TOLD ACTION_REQUIRED `main` has moved from `aaaaaaa` to `bbbbbbb` since this was"
                                + " asked for, and nothing was done. Look at that, then say it again");
        assertThat(world.cluster.effects).isEmpty();
    }

    @Test
    void cancellationThatNobodyOrdered_isNotCalledOvertaken() {
        world.order(A, PROD);
        world.cluster.whileWaiting = () -> {
            throw new CancellationException("interrupted");
        };

        assertThatThrownBy(this::deliver).isInstanceOf(CancellationException.class);

        assertThat(world.log.unfinished(SHOP, PROD)).hasSize(1);
    }

    @Test
    void reconcile_whileTheTagHoldsSomethingOlder_isBehind() throws Exception {
        world.branch.head = B;
        world.cluster.held = A;
        world.log.order(
                List.of(new Order(SHOP, PROD, "main", B, "comment-1-0", Order.Kind.RECONCILE, Set.of(), null, null)),
                List.of());

        deliver();

        assertThat(requireNonNull(world.log.all.get(1L)).convergence()).isEqualTo(Convergence.BEHIND);
        assertThat(world.log.state())
                .containsExactly("prod b TOLD FAILURE The cluster runs what `registry/shop:prod` holds, `main@sha1:" + A
                        + "`. `bbbbbbb` was not pushed there: `/ksail push prod` does so");
        assertThat(world.cluster.effects).containsExactly("trigger prod sha256:published");
    }

    @Test
    void failureThatMayPass_isTriedThreeTimes() throws Exception {
        world.order(A, PROD);
        Reconciliation failed = new Reconciliation(
                Convergence.BEHIND, List.of(), List.of(), new Reconciliation.Failure("not ready in time", true));
        world.cluster.ends.addAll(List.of(failed, failed, failed));

        deliver();

        assertThat(world.log.state()).containsExactly("prod a TOLD FAILURE apps is broken");
        assertThat(requireNonNull(world.log.all.get(1L)).details().lines()).hasSize(3);
        assertThat(requireNonNull(world.log.all.get(1L)).convergence()).isEqualTo(Convergence.BEHIND);
        assertThat(world.paused).hasSize(15);
        assertThat(world.gitHub.deployments.values().iterator().next()).last().isEqualTo("FAILURE");
    }

    @Test
    void failureThatLasts_isTriedOnce() throws Exception {
        world.order(A, PROD);
        world.cluster.ends.add(new Reconciliation(
                Convergence.DIVERGED, List.of(), List.of(), new Reconciliation.Failure("build failed", false)));

        deliver();

        assertThat(world.log.state()).containsExactly("prod a TOLD FAILURE apps is broken");
        assertThat(world.paused).isEmpty();
    }

    @Test
    void diagnosisThatFailsItself_doesNotHideWhatItWasAbout() throws Exception {
        world.order(A, PROD);
        world.cluster.ends.add(new Reconciliation(
                Convergence.DIVERGED, List.of(), List.of(), new Reconciliation.Failure("build failed", false)));
        world.cluster.undiagnosable = true;

        deliver();

        assertThat(world.log.state()).containsExactly("prod a TOLD FAILURE build failed");
        assertThat(world.cluster.effects).hasSize(2);
    }

    @Test
    void syncReference_isPutRightWhereSettingsAllowIt_butNotWhatTheRepositoryDeclaresItself() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", """
            environments:
              prod:
                repairReference: true
            """);
        world.order(A, PROD);

        deliver();

        assertThat(world.log.state()).containsExactly("prod a TOLD SUCCESS Converged");
        assertThat(world.cluster.options).singleElement().satisfies(options -> {
            assertThat(options.repairReference()).isTrue();
            assertThat(options.declared()).isSameAs(world.cluster.declared);
        });
    }

    @Test
    void pushThatFails_triggersNothing() throws Exception {
        world.order(A, PROD);
        world.cluster.refusal = "the registry wants other credentials";

        deliver();

        assertThat(world.log.state())
                .containsExactly(
                        "prod a TOLD FAILURE The artifact was not pushed: the registry wants other credentials");
        assertThat(world.cluster.effects).isEmpty();
    }

    @Test
    void attemptsToPush_areAllToldOf_whateverComesOfThem() throws Exception {
        world.cluster.refused.add(new FailedAttempt(1, 3, "503 of the registry", Duration.ofSeconds(5)));
        world.cluster.refused.add(new FailedAttempt(2, 3, "reset", Duration.ofSeconds(10)));
        world.order(A, PROD);

        deliver();

        assertThat(world.log.state()).containsExactly("prod a TOLD SUCCESS Converged");
        assertThat(requireNonNull(world.log.all.get(1L)).details())
                .isEqualTo("Push, attempt 1: 503 of the registry\nPush, attempt 2: reset");

        world.cluster.refusal = "refused";
        world.branch.head = B;
        world.order(B, PROD);
        deliver();

        assertThat(requireNonNull(world.log.all.get(2L)).details())
                .isEqualTo("Push, attempt 1: 503 of the registry\nPush, attempt 2: reset\nPush, attempt 3: refused");
    }

    @Test
    void obstacle_asksForAction() throws Exception {
        world.order(A, PROD);
        world.cluster.obstacle = "No cluster is set up";

        deliver();

        assertThat(world.log.state()).containsExactly("prod a TOLD ACTION_REQUIRED No cluster is set up");
        assertThat(world.gitHub.runs.values()).containsExactly("ksail / deliver (prod) ACTION_REQUIRED");
        assertThat(world.gitHub.deployments).isEmpty();
    }

    @Test
    void environmentWithALaterTurn_waitsForTheOthers() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {order: 2}, local: {order: 1}}\n");
        world.order(A, PROD, LOCAL);

        deliver();
        assertThat(world.cluster.effects).isEmpty();
        world.deliver().deliver(new Subject.Delivery(SHOP, LOCAL), Cancellation.NONE);
        deliver();

        assertThat(world.cluster.effects)
                .containsExactly(
                        "push local a", "trigger local sha256:" + A, "push prod a", "trigger prod sha256:" + A);
    }

    /** The end of the others wakes only those that wait: what has begun would be left where it is. */
    @Test
    void environmentWithALaterTurn_thatHasBegun_goesOnInTheNextProcess() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {order: 2}, local: {order: 1}}\n");
        world.order(A, PROD);
        world.log.save(requireNonNull(world.log.all.get(1L)).started(world.clock.instant()));
        world.order(A, LOCAL);

        deliver();

        assertThat(world.cluster.effects).containsExactly("push prod a", "trigger prod sha256:" + A);
    }

    /** Prod's nodes are configured by hand after all else; a broken node must not hold up what needs no hand. */
    @Test
    void environmentWhoseNodesNeedAnotherConfiguration_isDeliveredLast_andSaysWhatToDo() throws Exception {
        mergeThatChangesNodes();

        deliver();
        assertThat(world.cluster.effects).containsExactly("push prod a", "trigger prod sha256:" + A);
        world.deliver().deliver(new Subject.Delivery(SHOP, LOCAL), Cancellation.NONE);
        deliver();

        assertThat(world.cluster.effects.subList(2, world.cluster.effects.size()))
                .containsExactly(
                        "push local b", "trigger local sha256:" + B, "push prod b", "trigger prod sha256:" + B);
        assertThat(requireNonNull(world.log.all.get(2L)).details()).isEmpty();
        assertThat(requireNonNull(world.log.all.get(3L)).details())
                .isEqualTo("The configuration of nodes changed (`nodes/prod`), which no engine applies; the merge is"
                        + " delivered here after the environments where it did not. Last of all, run"
                        + " `ksail cluster update --config ksail.prod.yaml`.");
    }

    @Test
    void orderThatSettingsAskFor_comesBeforeThatOfNodes() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {local: {order: 2}}\n");
        mergeThatChangesNodes();

        world.deliver().deliver(new Subject.Delivery(SHOP, LOCAL), Cancellation.NONE);
        deliver();
        world.deliver().deliver(new Subject.Delivery(SHOP, LOCAL), Cancellation.NONE);

        assertThat(world.cluster.effects.subList(2, world.cluster.effects.size()))
                .containsExactly(
                        "push prod b", "trigger prod sha256:" + B, "push local b", "trigger local sha256:" + B);
    }

    /** A is delivered to prod; then B comes, for both. */
    private void mergeThatChangesNodes() throws Exception {
        world.branch.files.computeIfPresent(
                "ksail.prod.yaml",
                (name, text) -> text.replace(
                        "    gitOpsEngine",
                        "    distribution: Talos\n    distributionConfig: nodes/prod\n    gitOpsEngine"));
        world.branch.files.put("nodes/prod/patch.yaml", "machine: {}\n");
        world.order(A, PROD);
        deliver();
        world.branch.before.put(A, new TreeMap<>(world.branch.files));
        world.branch.files.put("nodes/prod/patch.yaml", "machine: {type: worker}\n");
        world.branch.head = B;
        world.order(B, LOCAL, PROD);
    }

    @Test
    void command_pushesOnlyOrReconcilesOnlyWhatIsPublished() throws Exception {
        world.log.order(
                List.of(
                        command("comment-1-0", Order.Kind.PUSH, Set.of(), null),
                        command("comment-1-1", Order.Kind.RECONCILE, Set.of("apps"), Duration.ofMinutes(2))),
                List.of());

        deliver();

        assertThat(world.cluster.effects).containsExactly("push prod a", "trigger prod sha256:published");
        assertThat(world.cluster.options).singleElement().satisfies(options -> {
            assertThat(options.exclude()).containsExactly("apps");
            assertThat(options.timeout()).isEqualTo(Duration.ofMinutes(2));
            assertThat(options.holder()).isEqualTo("deliver:prod:" + A + ":comment-1-1");
        });
    }

    @Test
    void stoppingProcess_leavesTheOrderForTheNextOne() {
        world.order(A, PROD);
        Cancellation stopping = new Cancellation() {
            @Override
            public void throwIfSuperseded(CommitId head) throws SupersededException {}

            @Override
            public boolean isStopping() {
                return true;
            }
        };

        assertThatThrownBy(() -> world.deliver().deliver(new Subject.Delivery(SHOP, PROD), stopping))
                .isInstanceOf(CancellationException.class);

        assertThat(world.log.unfinished(SHOP, PROD)).hasSize(1);
    }

    @Test
    void givenUp_asksForActionOnce() throws Exception {
        world.order(A, PROD);

        world.deliver().giveUp(new Subject.Delivery(SHOP, PROD), "GitHub did not answer");
        deliver();

        assertThat(world.log.state()).containsExactly("prod a TOLD ACTION_REQUIRED GitHub did not answer");
        assertThat(world.cluster.effects).isEmpty();
    }

    private static Order command(String origin, Order.Kind kind, Set<String> exclude, @Nullable Duration timeout) {
        return new Order(SHOP, PROD, "main", A, origin, kind, exclude, timeout, null);
    }
}
