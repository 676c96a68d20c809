package io.github.ksailbot.job;

import static io.github.ksailbot.job.Fixtures.A;
import static io.github.ksailbot.job.Fixtures.ID;
import static io.github.ksailbot.job.Fixtures.PULL_REQUEST;
import static io.github.ksailbot.job.Fixtures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.job.Fixtures.FakeRevisions;
import io.github.ksailbot.job.Fixtures.FakeWork;
import io.github.ksailbot.job.Outcome.Again;
import io.github.ksailbot.job.Outcome.Finished;
import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.JdbcVerdictLog;
import io.github.ksailbot.store.StoreException;
import io.github.ksailbot.store.SubjectId;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.TestDatabase;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.SupersededException;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.VerdictLog.Attempt;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Order;
import io.github.ksailbot.workflow.deliver.TakenOverException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SubjectJobTest {
    private final Database database = TestDatabase.h2();
    private final SubjectStore subjects = new SubjectStore(database, Clock.systemUTC());
    private final FakeWork work = new FakeWork();
    private final SubjectJob job = new SubjectJob(
            subjects, work, new FakeRevisions(), new RetryPolicy(3, Duration.ofSeconds(5), Duration.ofMinutes(10)));

    @BeforeEach
    void wantPullRequest() {
        subjects.want(List.of(Wanted.at(PULL_REQUEST, A)));
    }

    @Test
    void judged_endsWithNothingLeftToDo() {
        assertThat(run()).isEqualTo(new Finished("done"));
        assertThat(subjects.unfinished()).isEmpty();
    }

    @Test
    void eventDuringTheWork_runsAgainAtOnce() {
        work.check = (subject, run, cancellation) -> subjects.want(List.of(Wanted.at(PULL_REQUEST, A)));
        assertThat(run()).isEqualTo(new Again("done", Duration.ZERO));
    }

    @Test
    void takenOver_isLeftToTheOtherProcess() {
        work.check = (subject, run, cancellation) -> {
            throw new TakenOverException(Delivery.ordered(
                    1,
                    new Order(
                            PULL_REQUEST.repository(),
                            new EnvironmentName("prod"),
                            "main",
                            A,
                            "merge",
                            Order.Kind.MERGE,
                            Set.of(),
                            null,
                            null),
                    Instant.EPOCH));
        };
        assertThat(run()).isEqualTo(new Finished("taken_over"));
        assertThat(subjects.unfinished()).isNotEmpty();
    }

    @Test
    void superseded_runsAgainAtOnceAndOwesAVerdict() {
        work.check = (subject, run, cancellation) -> {
            throw new SupersededException("moved");
        };
        assertThat(run()).isEqualTo(new Again("superseded", Duration.ZERO));
        assertThat(subjects.unfinished()).containsExactly(ID);
    }

    @Test
    void gone_ends() {
        work.check = (subject, run, cancellation) -> {
            throw new GoneException("deleted");
        };
        assertThat(run()).isEqualTo(new Finished("gone"));
        assertThat(subjects.unfinished()).isEmpty();
    }

    @Test
    void unavailable_waitsLongerEachTimeAndIsGivenUpInTheEnd() {
        work.check = (subject, run, cancellation) -> {
            throw unavailable();
        };
        assertThat(run()).isEqualTo(new Again("unavailable", Duration.ofSeconds(5)));
        assertThat(run()).isEqualTo(new Again("unavailable", Duration.ofSeconds(10)));
        assertThat(work.givenUp).isEmpty();
        assertThat(run()).isEqualTo(new Finished("given_up"));
        assertThat(work.givenUp)
                .containsExactly("Something that the bot needs did not answer in 3 attempts, so it stopped trying."
                        + " Re-run this check to make it try again.");
    }

    @Test
    void unavailable_andGivingUpIsImpossibleToo_goesOnUntilItIsBack() {
        work.check = (subject, run, cancellation) -> {
            throw unavailable();
        };
        work.unreachable = true;
        for (int i = 0; i < 20; i++) {
            assertThat(run()).isInstanceOf(Again.class);
        }
        assertThat(run()).isEqualTo(new Again("unavailable", Duration.ofMinutes(10)));
        work.check = (subject, run, cancellation) -> {};
        assertThat(run()).isEqualTo(new Finished("done"));
        assertThat(work.givenUp).isEmpty();
    }

    @Test
    void unavailable_namingItsOwnWait_isLeftAloneThatLong() {
        work.check = (subject, run, cancellation) -> {
            throw new UnavailableException("rate limit", Duration.ofMinutes(42));
        };
        assertThat(run()).isEqualTo(new Again("unavailable", Duration.ofMinutes(42)));
    }

    @Test
    void databaseFailure_isRetriedLikeAnythingOutside() {
        work.check = (subject, run, cancellation) -> {
            throw new StoreException(new SQLException("for a test"));
        };
        assertThat(run()).isEqualTo(new Again("unavailable", Duration.ofSeconds(5)));
    }

    @Test
    void bug_isRetriedOnceAndThenGivenUpWithItsReference() {
        for (Throwable bug :
                List.of(new IllegalStateException("bug"), new StackOverflowError(), new OutOfMemoryError("bug"))) {
            work.givenUp.clear();
            work.check = (subject, run, cancellation) -> Fixtures.<RuntimeException>sneak(bug);
            assertThat(run()).isEqualTo(new Again("crashed", Duration.ofSeconds(5)));
            assertThat(run()).isEqualTo(new Finished("given_up"));
            assertThat(work.givenUp)
                    .singleElement()
                    .asString()
                    .matches("The bot failed twice because of a mistake of its own\\. Its operator finds the cause in"
                            + " the log under [0-9a-f-]{36}\\.");
        }
    }

    @Test
    void failureWhileTheBotStops_isNotHeldAgainstTheSubject() {
        work.check = (subject, run, cancellation) -> {
            throw new IllegalStateException("interrupted");
        };
        for (int i = 0; i < 10; i++) {
            assertThat(job.run(ID, () -> true)).isEqualTo(new Again("interrupted", Duration.ZERO));
        }
        assertThat(work.givenUp).isEmpty();
    }

    @Test
    void processDyingAgainAndAgain_isGivenUp() {
        for (int i = 0; i < 5; i++) {
            subjects.start(ID);
        }
        List<String> judged = new ArrayList<>();
        work.check = (subject, run, cancellation) -> judged.add(subject.key());
        assertThat(run()).isEqualTo(new Finished("given_up"));
        assertThat(judged).isEmpty();
        assertThat(work.givenUp).singleElement().asString().startsWith("The bot's process ended 5 times");
    }

    @Test
    void reRun_isCountedUp() {
        JdbcVerdictLog verdicts = new JdbcVerdictLog(database, Clock.systemUTC());
        verdicts.begin(PULL_REQUEST, new Attempt(A, A, 0, Conclusion.FAILURE));
        subjects.want(List.of(Wanted.again(PULL_REQUEST, A)));
        List<Integer> runs = new ArrayList<>();
        work.check = (subject, run, cancellation) -> runs.add(run);
        run();
        assertThat(runs).containsExactly(1);
    }

    @Test
    void subjectThatIsForgotten_ends() {
        assertThat(job.run(new SubjectId(1, "pr-1"), () -> false)).isEqualTo(new Finished("forgotten"));
    }

    private Outcome run() {
        return job.run(ID, () -> false);
    }
}
