package io.github.ksailbot.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.VerdictLog.Attempt;
import io.github.ksailbot.workflow.command.Answer;
import io.github.ksailbot.workflow.command.Instruction;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.Delivery.Stage;
import io.github.ksailbot.workflow.deliver.DeploymentId;
import io.github.ksailbot.workflow.deliver.Order;
import io.github.ksailbot.workflow.deliver.RegistryLeases.Lease;
import io.github.ksailbot.workflow.deliver.RegistryLeases.Moved;
import io.github.ksailbot.workflow.deliver.RerunLog;
import io.github.ksailbot.workflow.deliver.TakenOverException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stores promise, whichever database they are on. */
abstract class StoreContract {
    private static final RepositoryRef REPOSITORY = new RepositoryRef(11, 22, "acme", "fleet");
    private static final Subject.PullRequest PULL_REQUEST = new Subject.PullRequest(REPOSITORY, 7);
    private static final SubjectId ID = SubjectId.of(PULL_REQUEST);
    private static final CommitId A = new CommitId("a".repeat(40));
    private static final CommitId B = new CommitId("b".repeat(40));
    private static final EnvironmentName PROD = new EnvironmentName("prod");
    private static final EnvironmentName LOCAL = new EnvironmentName("local");
    private static final Subject.Notice NOTICE = new Subject.Notice(REPOSITORY, 7);
    private static final Subject.Comment COMMENT = new Subject.Comment(REPOSITORY, 7, 99);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = NOON;
    private DeliveryStore deliveries;
    private SubjectStore subjects;
    private JdbcVerdictLog verdicts;
    private JdbcDeliveryLog rollouts;
    private JdbcCommandLog commands;
    private JdbcRerunLog reruns;
    private JdbcRegistryLeases leases;
    private Database current;
    private final List<String> woken = java.util.Collections.synchronizedList(new ArrayList<>());

    abstract Database database() throws Exception;

    @BeforeEach
    void createStores() throws Exception {
        Database database = database();
        current = database;
        leases = new JdbcRegistryLeases(database);
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        subjects = new SubjectStore(database, clock);
        reruns = new JdbcRerunLog(database);
        deliveries = new DeliveryStore(database, subjects, clock);
        verdicts = new JdbcVerdictLog(database, clock);
        rollouts = new JdbcDeliveryLog(
                database,
                subjects,
                wakeups -> wakeups.forEach(wakeup -> woken.add(wakeup.subject().key())),
                clock);
        commands = new JdbcCommandLog(
                database,
                subjects,
                rollouts,
                wakeups -> wakeups.forEach(wakeup -> woken.add(wakeup.subject().key())));
    }

    @Test
    void delivery_sameIdTwice_isStoredOnce() {
        assertThat(deliveries.receive(delivery("d1"))).isEqualTo(Receipt.NEW);
        assertThat(deliveries.receive(delivery("d1"))).isEqualTo(Receipt.KNOWN);
        deliveries.handled("d1", List.of());
        assertThat(deliveries.receive(delivery("d1"))).isEqualTo(Receipt.KNOWN);
    }

    @Test
    void delivery_handlingFailedForGood_isTakenAgain() {
        deliveries.receive(delivery("d1"));
        deliveries.failed("d1", "first");
        deliveries.failed("d1", "second");
        assertThat(deliveries.pending(now, 10))
                .extracting(DeliveryStore.Pending::id)
                .containsExactly("d1");
        deliveries.failed("d1", "x".repeat(5000));
        assertThat(deliveries.pending(now, 10)).isEmpty();

        assertThat(deliveries.receive(delivery("d1"))).isEqualTo(Receipt.AGAIN);
        assertThat(deliveries.pending(now, 10))
                .extracting(DeliveryStore.Pending::id)
                .containsExactly("d1");
        assertThat(deliveries.handled("d1", List.of(Wanted.at(PULL_REQUEST, A))))
                .hasSize(1);
    }

    @Test
    void delivery_handledTwice_asksOnce() {
        deliveries.receive(delivery("d1"));
        assertThat(deliveries.handled("d1", List.of(Wanted.at(PULL_REQUEST, A))))
                .containsExactly(new Wakeup(ID, true));
        assertThat(deliveries.handled("d1", List.of(Wanted.at(PULL_REQUEST, A))))
                .isEmpty();
        assertThat(subjects.start(ID).orElseThrow().wanted()).isEqualTo(1);
    }

    @Test
    void payload_ofTwentyFiveMegabytesThatDoNotCompress_comesBack() {
        byte[] large = new byte[25 * 1024 * 1024];
        new Random(1).nextBytes(large);
        deliveries.receive(new Delivery("d1", "push", "", large));
        assertThat(deliveries.payload("d1"))
                .hasValueSatisfying(payload -> assertThat(payload).isEqualTo(large));
    }

    @Test
    void pending_withinGraceOrHandled_isLeftOut() {
        deliveries.receive(delivery("old"));
        deliveries.receive(delivery("handled"));
        deliveries.handled("handled", List.of());
        now = NOON.plusSeconds(60);
        deliveries.receive(delivery("young"));
        assertThat(deliveries.pending(NOON.plusSeconds(30), 10))
                .containsExactly(new DeliveryStore.Pending("old", "pull_request"));
    }

    @Test
    void forget_dropsPayloadsFirstAndThenDeliveries() {
        deliveries.receive(delivery("handled"));
        deliveries.handled("handled", List.of());
        deliveries.receive(delivery("waiting"));
        now = NOON.plus(Duration.ofDays(4));
        deliveries.forget(now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(30)));
        assertThat(deliveries.payload("handled")).isEmpty();
        assertThat(deliveries.payload("waiting")).isPresent();
        assertThat(deliveries.receive(delivery("handled"))).isEqualTo(Receipt.KNOWN);

        deliveries.forget(now, now.minus(Duration.ofDays(3)));
        assertThat(deliveries.receive(delivery("handled"))).isEqualTo(Receipt.NEW);
    }

    @Test
    void subject_eventsDuringTheWork_leaveMoreToDo() {
        want(Wanted.at(PULL_REQUEST, A));
        Assignment first = subjects.start(ID).orElseThrow();
        want(Wanted.at(PULL_REQUEST, A));
        assertThat(subjects.done(ID, first.wanted())).isTrue();
        assertThat(subjects.unfinished()).containsExactly(ID);

        Assignment second = subjects.start(ID).orElseThrow();
        assertThat(subjects.done(ID, second.wanted())).isFalse();
        assertThat(subjects.unfinished()).isEmpty();
        assertThat(subjects.isUnfinished(ID)).isFalse();
    }

    @Test
    void subject_ofMergeGroup_comesBackWhole() {
        Subject group = new Subject.MergeGroup(REPOSITORY, A, B, "main");
        want(Wanted.at(group, A));
        assertThat(subjects.start(SubjectId.of(group)).orElseThrow().subject()).isEqualTo(group);
        assertThat(subjects.wantedHead(SubjectId.of(group))).contains(A);
    }

    @Test
    void subject_ofEachOtherKind_comesBackWhole() {
        List<Subject> kinds = List.of(
                new Subject.Mainline(REPOSITORY),
                new Subject.Delivery(REPOSITORY, PROD),
                new Subject.Delivery(REPOSITORY, new EnvironmentName("e".repeat(63))),
                NOTICE,
                new Subject.Comment(REPOSITORY, 7, 1L << 40));
        for (Subject kind : kinds) {
            want(Wanted.of(kind));
            assertThat(subjects.start(SubjectId.of(kind)).orElseThrow().subject())
                    .isEqualTo(kind);
        }
        assertThat(subjects.judgedAt(REPOSITORY.id(), A)).isEmpty();
    }

    @Test
    void order_madeTwice_isOneDeliveryAndWakesWhoeverIsConcerned() {
        rollouts.order(List.of(merge(PROD, A)), List.of(NOTICE));
        assertThat(woken).containsExactlyInAnyOrder("deliver-prod", "notice-7");
        rollouts.order(List.of(merge(PROD, A)), List.of(NOTICE));

        assertThat(rollouts.unfinished(REPOSITORY, PROD)).singleElement().satisfies(delivery -> {
            assertThat(delivery.order()).isEqualTo(merge(PROD, A));
            assertThat(delivery.stage()).isEqualTo(Stage.ORDERED);
            assertThat(delivery.attempt()).isZero();
        });
        assertThat(rollouts.followedBy(NOTICE)).hasSize(1);
    }

    @Test
    void delivery_savedAtEachStep_comesBackWholeAndWakesItsFollowers() {
        rollouts.order(List.of(merge(PROD, A), merge(LOCAL, A)), List.of(NOTICE));
        io.github.ksailbot.workflow.deliver.Delivery delivery =
                rollouts.unfinished(REPOSITORY, PROD).get(0);
        woken.clear();

        io.github.ksailbot.workflow.deliver.Delivery settled = delivery.started(now)
                .announced(new CheckRunId(1L << 40), new DeploymentId(7))
                .pushed("sha256:" + "0".repeat(64), "registry/shop:sha-" + A)
                .doing("x".repeat(990))
                .settled(
                        new Settlement(Conclusion.SUCCESS, Convergence.CONVERGED, "Done", "Ω".repeat(20_000)),
                        now.plusSeconds(3));
        assertThat(rollouts.isUnderWay(merge(PROD, A).key())).isFalse();
        rollouts.save(delivery.started(now));
        assertThat(rollouts.isUnderWay(merge(PROD, A).key())).isTrue();
        assertThat(rollouts.isUnderWay("somebody else's")).isFalse();
        woken.clear();
        rollouts.save(settled);
        assertThat(rollouts.isUnderWay(merge(PROD, A).key())).isFalse();
        assertThat(woken).containsExactly("notice-7");
        assertThat(rollouts.unfinished(REPOSITORY, PROD)).containsExactly(settled);
        assertThat(rollouts.newestPushed(REPOSITORY, PROD)).contains(settled);

        rollouts.save(settled.told());
        assertThat(woken).containsExactly("notice-7", "deliver-local", "notice-7");
        assertThat(rollouts.unfinished(REPOSITORY, PROD)).isEmpty();
        assertThat(rollouts.unfinished(REPOSITORY)).hasSize(1);
        assertThat(rollouts.latest(REPOSITORY)).containsExactly(settled.told());
        assertThat(rollouts.latestMerge(REPOSITORY, PROD)).contains(settled.told());
    }

    /** A process that stood still for minutes does not know that another one went on in its place. */
    @Test
    void delivery_takenOverByAnotherProcess_isNotTouchedByTheOneBefore() {
        rollouts.order(List.of(merge(PROD, A)), List.of());
        io.github.ksailbot.workflow.deliver.Delivery first =
                rollouts.unfinished(REPOSITORY, PROD).get(0).started(now);
        rollouts.save(first);
        io.github.ksailbot.workflow.deliver.Delivery second =
                rollouts.unfinished(REPOSITORY, PROD).get(0).started(now);
        rollouts.save(second);

        assertThatThrownBy(() -> rollouts.save(first.doing("Waiting"))).isInstanceOf(TakenOverException.class);
        assertThat(rollouts.unfinished(REPOSITORY, PROD)).containsExactly(second);

        io.github.ksailbot.workflow.deliver.Delivery settled =
                second.settled(new Settlement(Conclusion.CANCELLED, null, "Overtaken", ""), now);
        rollouts.save(settled);
        assertThatThrownBy(() -> rollouts.save(second.doing("Waiting"))).isInstanceOf(TakenOverException.class);
        rollouts.save(settled.told());
        assertThatThrownBy(() -> rollouts.save(settled)).isInstanceOf(TakenOverException.class);
        assertThat(rollouts.unfinished(REPOSITORY, PROD)).isEmpty();
    }

    @Test
    void delivery_ofAnOlderCommit_isOvertaken() {
        rollouts.order(List.of(merge(PROD, A)), List.of());
        io.github.ksailbot.workflow.deliver.Delivery first =
                rollouts.unfinished(REPOSITORY, PROD).get(0);
        assertThat(rollouts.isOvertaken(first)).isFalse();
        rollouts.order(List.of(merge(LOCAL, B)), List.of());
        assertThat(rollouts.isOvertaken(first)).isFalse();
        rollouts.order(List.of(merge(PROD, B)), List.of());
        assertThat(rollouts.isOvertaken(first)).isTrue();
        assertThat(rollouts.isOvertaken(rollouts.unfinished(REPOSITORY, PROD).get(1)))
                .isFalse();
    }

    @Test
    void deployedBefore_isTheLastThatEndedWell() {
        rollouts.order(List.of(merge(PROD, A)), List.of());
        io.github.ksailbot.workflow.deliver.Delivery first =
                rollouts.unfinished(REPOSITORY, PROD).get(0).announced(new CheckRunId(1), new DeploymentId(2));
        rollouts.save(first.settled(new Settlement(Conclusion.SUCCESS, Convergence.CONVERGED, "", ""), now)
                .told());
        rollouts.order(List.of(merge(PROD, B)), List.of());
        io.github.ksailbot.workflow.deliver.Delivery second =
                rollouts.unfinished(REPOSITORY, PROD).get(0);

        assertThat(rollouts.deployedBefore(second)).map(one -> one.deployment()).contains(new DeploymentId(2));
        assertThat(rollouts.deployedBefore(first)).isEmpty();
    }

    @Test
    void forget_keepsTheNewestDeliveryOfEachKind() {
        for (CommitId commit : List.of(A, B)) {
            rollouts.order(List.of(merge(PROD, commit)), List.of());
            io.github.ksailbot.workflow.deliver.Delivery delivery =
                    rollouts.unfinished(REPOSITORY, PROD).get(0);
            rollouts.save(delivery.settled(new Settlement(Conclusion.SUCCESS, null, "", ""), now)
                    .told());
        }
        rollouts.order(List.of(merge(LOCAL, A)), List.of());
        rollouts.forget(now.plusSeconds(60));

        assertThat(rollouts.latest(REPOSITORY))
                .extracting(one -> one.order().commit())
                .containsExactly(B);
        assertThat(rollouts.unfinished(REPOSITORY, LOCAL)).hasSize(1);
    }

    @Test
    void forget_takesAnsweredCommentsOnly() {
        want(Wanted.said(COMMENT, new Written("dev", "/ksail push prod", NOON)));
        commands.answer(COMMENT, 0, true, "done");

        commands.forget(now.plusSeconds(60));
        assertThat(commands.waiting(COMMENT)).isPresent();

        commands.close(COMMENT);
        commands.forget(now.minusSeconds(60));
        assertThat(commands.answers(COMMENT)).hasSize(1);

        commands.forget(now.plusSeconds(60));
        assertThat(commands.answers(COMMENT)).isEmpty();
    }

    @Test
    void comment_isKeptOnceWithTheHeadThatWasKnown() {
        want(Wanted.moved(PULL_REQUEST, A, NOON.minusSeconds(60)));
        want(Wanted.said(COMMENT, new Written("dev", "/ksail push prod", NOON)));
        want(Wanted.at(PULL_REQUEST, B));
        want(Wanted.said(COMMENT, new Written("dev", "/ksail push local", NOON)));

        assertThat(commands.waiting(COMMENT))
                .contains(new Instruction("dev", "/ksail push prod", A, NOON.minusSeconds(60), NOON, NOON));
        commands.close(COMMENT);
        assertThat(commands.waiting(COMMENT)).isEmpty();
    }

    @Test
    void comment_onAPullRequestThatIsNotKnown_hasNoHead() {
        want(Wanted.said(COMMENT, new Written("dev", "/ksail status", NOON)));

        assertThat(commands.waiting(COMMENT)).contains(new Instruction("dev", "/ksail status", null, null, NOON, NOON));
    }

    /** GitHub sends an event again when somebody asks it to, and under another id when the App's settings change. */
    @Test
    void commentThatIsSentAgain_isNotObeyedAgain() {
        want(Wanted.said(COMMENT, new Written("dev", "/ksail push prod", NOON)));
        commands.order(COMMENT, 0, push(COMMENT.id(), A), NOON);
        want(Wanted.said(COMMENT, new Written("dev", "/ksail push prod", NOON)));
        commands.order(COMMENT, 0, push(COMMENT.id(), A), NOON);
        assertThat(rollouts.unfinished(REPOSITORY)).hasSize(1);

        commands.close(COMMENT);
        want(Wanted.said(COMMENT, new Written("dev", "/ksail push local", NOON)));

        assertThat(commands.waiting(COMMENT)).isEmpty();
        assertThat(rollouts.unfinished(REPOSITORY)).hasSize(1);
    }

    @Test
    void answers_areKeptOnce() {
        want(Wanted.said(COMMENT, new Written("dev", "/ksail status", NOON)));
        commands.answer(COMMENT, 0, true, "first");
        commands.answer(COMMENT, 0, false, "second");

        assertThat(commands.answers(COMMENT)).containsOnly(Map.entry(0, new Answer(true, "first", null)));
    }

    @Test
    void commands_twentyAtOnceForTheSame_makeOneDelivery() throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Subject.Comment comment = new Subject.Comment(REPOSITORY, 7, 100 + i);
            want(Wanted.said(comment, new Written("dev", "/ksail push prod", NOON)));
            all.add(() -> {
                commands.order(comment, 0, push(comment.id(), A), NOON);
                return true;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            for (Future<Boolean> one : threads.invokeAll(all)) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(rollouts.unfinished(REPOSITORY, PROD)).hasSize(1);
        for (int i = 0; i < 20; i++) {
            assertThat(requireNonNull(commands.answers(new Subject.Comment(REPOSITORY, 7, 100 + i))
                                    .get(0))
                            .delivery())
                    .isEqualTo(rollouts.unfinished(REPOSITORY, PROD).get(0));
        }
    }

    @Test
    void command_afterTheSameHasEnded_makesAnotherDelivery() {
        Subject.Comment later = new Subject.Comment(REPOSITORY, 7, 101);
        want(Wanted.said(COMMENT, new Written("dev", "/ksail push prod", NOON)));
        want(Wanted.said(later, new Written("dev", "/ksail push prod", NOON)));
        commands.order(COMMENT, 0, push(COMMENT.id(), A), NOON);
        commands.order(COMMENT, 0, push(COMMENT.id(), A), NOON);
        io.github.ksailbot.workflow.deliver.Delivery first =
                rollouts.unfinished(REPOSITORY, PROD).get(0);
        rollouts.save(first.settled(new Settlement(Conclusion.SUCCESS, null, "", ""), NOON.plusSeconds(5))
                .told());

        commands.order(later, 0, push(later.id(), A), NOON.plusSeconds(4));
        assertThat(rollouts.unfinished(REPOSITORY, PROD)).isEmpty();
        Subject.Comment last = new Subject.Comment(REPOSITORY, 7, 102);
        want(Wanted.said(last, new Written("dev", "/ksail push prod", NOON)));
        commands.order(last, 0, push(last.id(), A), NOON.plusSeconds(6));
        assertThat(rollouts.unfinished(REPOSITORY, PROD)).hasSize(1);
    }

    @Test
    void rerun_isWaitingUntilItIsHandled_andWhenSomebodyAsksAgain() throws Exception {
        Subject.Rerun rerun = new Subject.Rerun(REPOSITORY, 4711);
        assertThat(want(Wanted.rerun(rerun, "dev")).subject()).isEqualTo(SubjectId.of(rerun));
        want(Wanted.rerun(rerun, "other"));
        RerunLog.Request first = reruns.waiting(rerun).orElseThrow();
        assertThat(first).isEqualTo(new RerunLog.Request("dev", NOON));
        assertThat(subjects.start(SubjectId.of(rerun)).orElseThrow().subject()).isEqualTo(rerun);

        reruns.close(rerun, first);
        assertThat(reruns.waiting(rerun)).isEmpty();
        now = NOON.plusSeconds(1);
        want(Wanted.rerun(rerun, "other"));
        reruns.close(rerun, first);
        assertThat(reruns.waiting(rerun)).contains(new RerunLog.Request("other", NOON.plusSeconds(1)));

        reruns.forget(NOON.plusSeconds(9));
        assertThat(reruns.waiting(rerun)).isPresent();
    }

    @Test
    void summary_withWhatNoDatabaseTakes_isKeptWithoutIt() {
        rollouts.order(List.of(merge(PROD, A)), List.of());
        rollouts.save(rollouts.unfinished(REPOSITORY).get(0).doing("a\0b" + "x".repeat(2000)));

        assertThat(rollouts.unfinished(REPOSITORY).get(0).summary())
                .startsWith("a\uFFFDbxxx")
                .hasSize(1000);
    }

    @Test
    void nodeConfiguration_isComparedWithTheLastMergeThatPeopleWereToldOf() {
        rollouts.order(List.of(merge(PROD, A)), List.of());
        var first = rollouts.unfinished(REPOSITORY).get(0);
        rollouts.save(first.settled(new Settlement(Conclusion.FAILURE, null, "", ""), NOON)
                .told());
        rollouts.order(List.of(merge(PROD, B)), List.of());
        var second = rollouts.unfinished(REPOSITORY).get(0);
        assertThat(rollouts.toldBefore(second)).map(one -> one.order().commit()).contains(A);
        rollouts.save(second.settled(new Settlement(Conclusion.CANCELLED, null, "", ""), NOON)
                .told());
        CommitId third = new CommitId("c".repeat(40));
        rollouts.order(List.of(merge(PROD, third)), List.of());

        assertThat(rollouts.toldBefore(rollouts.unfinished(REPOSITORY).get(0)))
                .map(one -> one.order().commit())
                .contains(A);
        assertThat(rollouts.toldBefore(first)).isEmpty();
    }

    @Test
    void deliveryIsOrderedAgain_forWhoeverFollowsIt() {
        rollouts.order(List.of(merge(PROD, A)), List.of(NOTICE));
        io.github.ksailbot.workflow.deliver.Delivery first =
                rollouts.unfinished(REPOSITORY).get(0).announced(new CheckRunId(4711), null);
        rollouts.save(first.settled(new Settlement(Conclusion.FAILURE, null, "", ""), NOON)
                .told());
        assertThat(rollouts.byCheckRun(REPOSITORY, new CheckRunId(4711))
                        .orElseThrow()
                        .id())
                .isEqualTo(first.id());
        assertThat(rollouts.byCheckRun(REPOSITORY, new CheckRunId(4712))).isEmpty();
        assertThat(subjects.failedDeliveriesAt(REPOSITORY.id(), A)).containsExactly(4711L);
        assertThat(subjects.failedDeliveriesAt(REPOSITORY.id(), B)).isEmpty();

        Order again = first.order().again(4711, 1);
        rollouts.orderAgain(first, again);
        rollouts.orderAgain(first, again);

        assertThat(rollouts.unfinished(REPOSITORY, PROD)).singleElement().satisfies(one -> assertThat(one.order())
                .isEqualTo(again));
        assertThat(rollouts.followedBy(NOTICE)).hasSize(2);
        assertThat(subjects.failedDeliveriesAt(REPOSITORY.id(), A)).isEmpty();
    }

    private static Order merge(EnvironmentName environment, CommitId commit) {
        return Order.ofMerge(REPOSITORY, environment, "main", commit, null);
    }

    private static Order push(long comment, CommitId commit) {
        return new Order(
                REPOSITORY,
                PROD,
                "main",
                commit,
                "comment-" + comment + "-0",
                Order.Kind.PUSH,
                java.util.Set.of("a", "b"),
                Duration.ofMinutes(3),
                B);
    }

    @Test
    void subject_neverWanted_isUnknown() {
        assertThat(subjects.start(ID)).isEmpty();
        assertThat(subjects.wantedHead(ID)).isEmpty();
        assertThat(subjects.isUnfinished(ID)).isFalse();
    }

    @Test
    void repository_renamedAndTransferred_isKnownByItsNewName() {
        want(Wanted.at(PULL_REQUEST, A));
        RepositoryRef moved = new RepositoryRef(12, REPOSITORY.id(), "emca", "armada");
        want(Wanted.at(new Subject.PullRequest(moved, 8), B));
        assertThat(subjects.start(ID).orElseThrow().subject()).isEqualTo(new Subject.PullRequest(moved, 7));
    }

    @Test
    void counters_growUntilTheWorkEnds() {
        want(Wanted.at(PULL_REQUEST, A));
        subjects.start(ID);
        assertThat(subjects.start(ID).orElseThrow().starts()).isEqualTo(2);
        subjects.refused(ID);
        subjects.crashed(ID);
        Assignment later = subjects.start(ID).orElseThrow();
        assertThat(later).isEqualTo(new Assignment(PULL_REQUEST, 1, 0, 1, 1, 1));
        subjects.done(ID, later.wanted());
        assertThat(subjects.start(ID).orElseThrow()).isEqualTo(new Assignment(PULL_REQUEST, 1, 0, 1, 0, 0));
    }

    @Test
    void want_anotherHead_endsTheWaitingForARetry() {
        assertThat(want(Wanted.at(PULL_REQUEST, A)).urgent()).isTrue();
        subjects.refused(ID);
        assertThat(want(Wanted.at(PULL_REQUEST, A)).urgent()).isFalse();
        assertThat(subjects.start(ID).orElseThrow().refusals()).isEqualTo(1);
        assertThat(want(Wanted.at(PULL_REQUEST, B)).urgent()).isTrue();
        assertThat(subjects.start(ID).orElseThrow().refusals()).isZero();
        assertThat(subjects.wantedHead(ID)).contains(B);
    }

    @Test
    void want_againWithoutVerdict_makesNoReRun() {
        want(Wanted.at(PULL_REQUEST, A));
        verdicts.begin(PULL_REQUEST, new Attempt(A, B, 0, null));
        assertThat(want(Wanted.again(PULL_REQUEST, A)).urgent()).isFalse();
        assertThat(subjects.start(ID).orElseThrow().run()).isZero();
    }

    @Test
    void want_againSeveralTimes_makesOneReRunPerVerdict() {
        want(Wanted.at(PULL_REQUEST, A));
        verdicts.begin(PULL_REQUEST, new Attempt(A, B, 0, null));
        verdicts.conclude(PULL_REQUEST, Conclusion.FAILURE);
        assertThat(want(Wanted.again(PULL_REQUEST, A)).urgent()).isTrue();
        want(Wanted.again(PULL_REQUEST, A));
        want(Wanted.again(PULL_REQUEST, B));
        assertThat(subjects.start(ID).orElseThrow().run()).isEqualTo(1);
        assertThat(subjects.wantedHead(ID)).contains(A);
    }

    @Test
    void judgedAt_findsSubjectsByTheHeadOfTheirVerdict() {
        want(Wanted.at(PULL_REQUEST, A));
        verdicts.begin(PULL_REQUEST, new Attempt(A, B, 0, null));
        assertThat(subjects.judgedAt(REPOSITORY.id(), A)).containsExactly(PULL_REQUEST);
        assertThat(subjects.judgedAt(REPOSITORY.id(), B)).isEmpty();
        assertThat(subjects.judgedAt(23, A)).isEmpty();
    }

    @Test
    void verdict_isReplacedByTheNextAttempt() {
        assertThat(verdicts.latest(PULL_REQUEST)).isEmpty();
        verdicts.begin(PULL_REQUEST, new Attempt(A, B, 0, null));
        assertThat(verdicts.latest(PULL_REQUEST)).contains(new Attempt(A, B, 0, null));
        for (Conclusion conclusion : Conclusion.values()) {
            verdicts.conclude(PULL_REQUEST, conclusion);
            assertThat(verdicts.latest(PULL_REQUEST)).contains(new Attempt(A, B, 0, conclusion));
        }
        verdicts.begin(PULL_REQUEST, new Attempt(B, A, 3, null));
        assertThat(verdicts.latest(PULL_REQUEST)).contains(new Attempt(B, A, 3, null));
    }

    @Test
    void forget_keepsSubjectsThatHaveSomethingToDo() {
        Subject.Proposal waiting = new Subject.PullRequest(REPOSITORY, 8);
        want(Wanted.at(PULL_REQUEST, A));
        want(Wanted.at(waiting, A));
        verdicts.begin(PULL_REQUEST, new Attempt(A, B, 0, null));
        verdicts.begin(waiting, new Attempt(A, B, 0, null));
        subjects.done(ID, 1);
        subjects.forget(NOON.plusSeconds(1));
        assertThat(subjects.judgedAt(REPOSITORY.id(), A)).containsExactly(waiting);
        assertThat(verdicts.latest(PULL_REQUEST)).isEmpty();
        assertThat(verdicts.latest(waiting)).isPresent();
    }

    @Test
    void everything_atOnceFromSeveralThreads_countsRight() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                String id = "d" + i / 2;
                List<Wanted> both = List.of(
                        Wanted.at(PULL_REQUEST, i % 3 == 0 ? A : B),
                        Wanted.at(new Subject.PullRequest(REPOSITORY, 8), A));
                calls.add(() -> {
                    deliveries.receive(delivery(id));
                    return deliveries.handled(id, both).size();
                });
            }
            int wakeups = 0;
            for (Future<Integer> call : threads.invokeAll(calls)) {
                wakeups += call.get();
            }
            assertThat(wakeups).isEqualTo(80);
            assertThat(subjects.start(ID).orElseThrow().wanted()).isEqualTo(40);
        } finally {
            threads.shutdown();
        }
    }

    private Wakeup want(Wanted wanted) {
        return subjects.want(List.of(wanted)).get(0);
    }

    private static Delivery delivery(String id) {
        return new Delivery(id, "pull_request", "opened", "{}".getBytes(UTF_8));
    }

    @Test
    void lease_isOnePerPlaceAndRepository_untilItIsGivenBack() {
        Lease lease = leases.take(REPOSITORY, "ghcr.io/acme/fleet").orElseThrow();
        assertThat(otherProcess().take(REPOSITORY, "ghcr.io/acme/fleet")).isEmpty();
        assertThat(leases.take(REPOSITORY, "ghcr.io/acme/fleet")).isEmpty();
        assertThat(otherProcess().take(REPOSITORY, "ghcr.io/acme/other")).isPresent();
        assertThat(otherProcess().take(new RepositoryRef(11, 23, "acme", "other"), "ghcr.io/acme/fleet"))
                .isPresent();
        lease.close();
        assertThat(otherProcess().take(REPOSITORY, "ghcr.io/acme/fleet")).isPresent();
    }

    @Test
    void leaseThatRanOut_isTakenOver_andItsHolderNoticesThat() throws Exception {
        Lease slow = leases.take(REPOSITORY, "ghcr.io/acme/fleet").orElseThrow();
        assertThat(slow.last("prod")).isEmpty();
        assertThat(slow.moved("prod", new Moved(A, "sha256:a"))).isTrue();
        runOut();
        Lease next = otherProcess().take(REPOSITORY, "ghcr.io/acme/fleet").orElseThrow();
        assertThat(next.last("prod")).contains(new Moved(A, "sha256:a"));
        assertThat(next.moved("prod", new Moved(B, "sha256:b"))).isTrue();

        assertThat(slow.moved("prod", new Moved(A, "sha256:a"))).isFalse();
        slow.close();

        assertThat(next.last("prod")).contains(new Moved(B, "sha256:b"));
        assertThat(leases.take(REPOSITORY, "ghcr.io/acme/fleet")).isEmpty();
    }

    @Test
    void leaseThatRanOut_andNobodyTook_isStillIts() throws Exception {
        Lease slow = leases.take(REPOSITORY, "ghcr.io/acme/fleet").orElseThrow();
        runOut();
        assertThat(slow.moved("prod", new Moved(A, "sha256:a"))).isTrue();
        assertThat(otherProcess().take(REPOSITORY, "ghcr.io/acme/fleet")).isEmpty();
    }

    /** A process that was killed in the middle of a push; the next one need not wait for its lease to run out. */
    @Test
    void leaseOfAPredecessor_isFreeAtTheStart() {
        assertThat(otherProcess().take(REPOSITORY, "ghcr.io/acme/fleet")).isPresent();
        Predecessor.release(current, Clock.systemUTC());
        assertThat(leases.take(REPOSITORY, "ghcr.io/acme/fleet")).isPresent();
    }

    @Test
    void leaseThatManyWantAtOnce_goesToOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JdbcRegistryLeases process = otherProcess();
            takers.add(() -> process.take(REPOSITORY, "ghcr.io/acme/fleet").isPresent());
        }
        int taken = 0;
        for (Future<Boolean> one : threads.invokeAll(takers)) {
            taken += one.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(taken).isEqualTo(1);
    }

    private JdbcRegistryLeases otherProcess() {
        return new JdbcRegistryLeases(current);
    }

    private void runOut() throws Exception {
        try (Connection connection = current.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update registry_lease set expires_at = current_timestamp - interval '1' second");
        }
    }
}
