package io.github.ksailbot.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.VerdictLog.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
    private static final Subject PULL_REQUEST = new Subject.PullRequest(REPOSITORY, 7);
    private static final SubjectId ID = SubjectId.of(PULL_REQUEST);
    private static final CommitId A = new CommitId("a".repeat(40));
    private static final CommitId B = new CommitId("b".repeat(40));
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = NOON;
    private DeliveryStore deliveries;
    private SubjectStore subjects;
    private JdbcVerdictLog verdicts;

    abstract Database database() throws Exception;

    @BeforeEach
    void createStores() throws Exception {
        Database database = database();
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
        deliveries = new DeliveryStore(database, subjects, clock);
        verdicts = new JdbcVerdictLog(database, clock);
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
        Subject waiting = new Subject.PullRequest(REPOSITORY, 8);
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
}
