package io.github.ksailbot.job;

import static io.github.ksailbot.job.Fixtures.A;
import static io.github.ksailbot.job.Fixtures.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.job.Fixtures.FakeRevisions;
import io.github.ksailbot.job.Fixtures.FakeWork;
import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.TestDatabase;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.Subject;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes on one PostgreSQL. */
@Timeout(120)
final class ReplicasTest {
    private static final int SUBJECTS = 20;

    private final FakeWork work = new FakeWork();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger collisions = new AtomicInteger();
    private final CountDownLatch judged = new CountDownLatch(SUBJECTS);

    @Test
    void subjectsWantedOnBoth_areJudgedByOneAtATime() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            Database database = TestDatabase.migrated(server.getPostgresDatabase());
            SubjectStore subjects = new SubjectStore(database, Clock.systemUTC());
            work.check = (subject, run, cancellation) -> {
                if (!running.add(subject.key())) {
                    collisions.incrementAndGet();
                }
                running.remove(subject.key());
                judged.countDown();
            };
            JobQueue one = replica(database, subjects);
            JobQueue two = replica(database, subjects);
            one.start();
            two.start();
            try {
                for (int number = 1; number <= SUBJECTS; number++) {
                    Wanted wanted = Wanted.at(new Subject.PullRequest(REPOSITORY, number), A);
                    one.wake(subjects.want(List.of(wanted)));
                    two.wake(subjects.want(List.of(wanted)));
                }
                assertThat(judged.await(60, TimeUnit.SECONDS)).isTrue();
                while (!subjects.unfinished().isEmpty()) {
                    Thread.onSpinWait();
                }
            } finally {
                one.stop();
                two.stop();
            }
            assertThat(collisions).hasValue(0);
            assertThat(work.givenUp).isEmpty();
        }
    }

    private JobQueue replica(Database database, SubjectStore subjects) {
        RetryPolicy retries = new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1));
        return new JobQueue(
                database,
                subjects,
                new SubjectJob(subjects, work, new FakeRevisions(), retries),
                List.of(),
                new Concurrency(2, 2),
                Duration.ofSeconds(5),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}
