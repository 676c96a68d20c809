package io.github.ksailbot.job;

import static io.github.ksailbot.job.Fixtures.A;
import static io.github.ksailbot.job.Fixtures.B;
import static io.github.ksailbot.job.Fixtures.REPOSITORY;
import static io.github.ksailbot.job.Fixtures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.JdbcVerdictLog;
import io.github.ksailbot.store.SubjectId;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.TestDatabase;
import io.github.ksailbot.store.Wakeup;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.OpenPullRequests;
import io.github.ksailbot.workflow.OpenPullRequests.OpenPullRequest;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.VerdictLog.Attempt;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SweepTest {
    private final Database database = TestDatabase.h2();
    private final SubjectStore subjects = new SubjectStore(database, Clock.systemUTC());
    private final JdbcVerdictLog verdicts = new JdbcVerdictLog(database, Clock.systemUTC());
    private final List<SubjectId> woken = new ArrayList<>();

    @Test
    void openPullRequests_withoutVerdictOnTheirHead_areWoken() {
        judged(1, A, Conclusion.SUCCESS);
        judged(2, B, Conclusion.SUCCESS);
        judged(3, A, Conclusion.CANCELLED);
        judged(4, A, null);
        judged(5, A, Conclusion.ACTION_REQUIRED);
        sweep(visitor -> {
            for (int number = 1; number <= 6; number++) {
                visitor.accept(new OpenPullRequest(pullRequest(number), A));
            }
        });
        assertThat(woken).extracting(SubjectId::key).containsExactly("pr-2", "pr-3", "pr-4", "pr-6");
        assertThat(subjects.unfinished()).hasSize(4);
    }

    @Test
    void gitHubStopsAnswering_whatWasShownIsWoken() {
        sweep(visitor -> {
            visitor.accept(new OpenPullRequest(pullRequest(1), A));
            throw unavailable();
        });
        assertThat(woken).extracting(SubjectId::key).containsExactly("pr-1");
    }

    private void sweep(OpenPullRequests open) {
        new Sweep(open, verdicts, subjects, wakeups -> wakeups.stream()
                        .map(Wakeup::subject)
                        .forEach(woken::add))
                .run();
    }

    private void judged(int number, CommitId head, @Nullable Conclusion conclusion) {
        verdicts.begin(pullRequest(number), new Attempt(head, B, 0, conclusion));
    }

    private static Subject.PullRequest pullRequest(int number) {
        return new Subject.PullRequest(REPOSITORY, number);
    }
}
