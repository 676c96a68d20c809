package io.github.ksailbot.job;

import static io.github.ksailbot.job.Fixtures.A;
import static io.github.ksailbot.job.Fixtures.B;
import static io.github.ksailbot.job.Fixtures.ID;
import static io.github.ksailbot.job.Fixtures.PULL_REQUEST;
import static io.github.ksailbot.job.Fixtures.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.job.Fixtures.FakeRevisions;
import io.github.ksailbot.job.Fixtures.FakeWork;
import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.Predecessor;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.TestDatabase;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.SupersededException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JobQueueTest {
    private final Database database = TestDatabase.h2();
    private final SubjectStore subjects = new SubjectStore(database, Clock.systemUTC());
    private final FakeWork work = new FakeWork();
    private final FakeRevisions revisions = new FakeRevisions();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch swept = new CountDownLatch(1);
    private final BlockingQueue<String> began = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private JobQueue queue = newQueue();

    @AfterEach
    void stop() {
        queue.stop();
    }

    @Test
    void wantedSubject_isJudgedOnceAndNoLonger() throws Exception {
        queue.start();
        judge();
        want(PULL_REQUEST, A);
        assertThat(ended.take()).isEqualTo("pr-7");
        awaitFinished();
        assertThat(ended).isEmpty();
        assertThat(meters.timer("ksail.bot.jobs", "result", "done").count()).isEqualTo(1);
    }

    @Test
    void manyEventsDuringOneRun_makeOneMore() throws Exception {
        queue.start();
        CountDownLatch proceed = new CountDownLatch(1);
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        work.check = (subject, run, cancellation) -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            began.add(subject.key());
            await(proceed);
            together.decrementAndGet();
        };
        want(PULL_REQUEST, A);
        began.take();
        for (int i = 0; i < 10; i++) {
            want(PULL_REQUEST, A);
        }
        proceed.countDown();
        began.take();
        awaitFinished();
        assertThat(began).isEmpty();
        assertThat(most).hasValue(1);
    }

    @Test
    void newerHead_cancelsTheRunningJobAndIsJudgedNext() throws Exception {
        queue.start();
        CountDownLatch pushed = new CountDownLatch(1);
        work.check = (subject, run, cancellation) -> {
            CommitId head = revisions.head;
            began.add(head.abbreviated());
            if (head.equals(A)) {
                await(pushed);
            }
            cancellation.throwIfSuperseded(head);
            ended.add(head.abbreviated());
        };
        want(PULL_REQUEST, A);
        assertThat(began.take()).isEqualTo(A.abbreviated());
        revisions.head = B;
        want(PULL_REQUEST, B);
        pushed.countDown();
        assertThat(ended.take()).isEqualTo(B.abbreviated());
        awaitFinished();
        assertThat(ended).isEmpty();
        assertThat(meters.timer("ksail.bot.jobs", "result", "superseded").count())
                .isEqualTo(1);
    }

    @Test
    void subjectsOfOneRepository_runSideBySide() throws Exception {
        queue.start();
        CountDownLatch both = new CountDownLatch(2);
        work.check = (subject, run, cancellation) -> {
            both.countDown();
            await(both);
            ended.add(subject.key());
        };
        want(PULL_REQUEST, A);
        want(new Subject.PullRequest(REPOSITORY, 8), A);
        assertThat(List.of(ended.take(), ended.take())).containsExactlyInAnyOrder("pr-7", "pr-8");
    }

    @Test
    void supersededAgainAndAgain_comesToAnEnd() throws Exception {
        queue.start();
        AtomicInteger left = new AtomicInteger(5);
        work.check = (subject, run, cancellation) -> {
            if (left.getAndDecrement() > 0) {
                throw new SupersededException("moved");
            }
            ended.add(subject.key());
        };
        want(PULL_REQUEST, A);
        assertThat(ended.take()).isEqualTo("pr-7");
    }

    @Test
    void jobThatADeadProcessHeld_runsAtOnceAfterTheStart() throws Exception {
        judge();
        want(PULL_REQUEST, A);
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update scheduled_tasks set picked = true, picked_by = 'dead', last_heartbeat = now()");
        }
        Predecessor.release(database, Clock.systemUTC());
        queue.start();
        assertThat(ended.take()).isEqualTo("pr-7");
    }

    @Test
    void subjectThatWasWantedBeforeACrash_isWokenByTheMending() throws Exception {
        judge();
        subjects.want(List.of(Wanted.at(PULL_REQUEST, A)));
        queue.start();
        queue.wakeUnfinished();
        assertThat(ended.take()).isEqualTo("pr-7");
    }

    @Test
    void jobThatTheStopInterrupts_isDoneAfterTheNextStart() throws Exception {
        queue.start();
        work.check = (subject, run, cancellation) -> {
            began.add(subject.key());
            await(new CountDownLatch(1));
        };
        want(PULL_REQUEST, A);
        began.take();
        queue.stop();
        assertThat(queue.isRunning()).isFalse();
        assertThat(subjects.unfinished()).containsExactly(ID);

        judge();
        Predecessor.release(database, Clock.systemUTC());
        queue = newQueue();
        queue.start();
        assertThat(ended.take()).isEqualTo("pr-7");
        assertThat(work.givenUp).isEmpty();
    }

    @Test
    void chore_runsRightAfterTheStart() throws Exception {
        queue.start();
        swept.await();
        assertThat(queue.isRunning()).isTrue();
    }

    private JobQueue newQueue() {
        RetryPolicy retries = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1));
        return new JobQueue(
                database,
                subjects,
                new SubjectJob(subjects, work, revisions, retries),
                List.of(new Chore("sweep", Duration.ofHours(1), swept::countDown)),
                new Concurrency(2, 2),
                Duration.ofMillis(100),
                meters,
                Clock.systemUTC());
    }

    private void want(Subject subject, CommitId head) {
        queue.wake(subjects.want(List.of(Wanted.at(subject, head))));
    }

    private void judge() {
        work.check = (subject, run, cancellation) -> ended.add(subject.key());
    }

    /** Waits until no job has anything to do; a job's end is seen in the database only. */
    private void awaitFinished() throws Exception {
        while (!subjects.unfinished().isEmpty() || jobs() > 0) {
            Thread.onSpinWait();
        }
    }

    private int jobs() throws Exception {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from scheduled_tasks where task_name = 'check'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
