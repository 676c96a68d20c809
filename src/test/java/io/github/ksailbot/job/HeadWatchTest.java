package io.github.ksailbot.job;

import static io.github.ksailbot.job.Fixtures.A;
import static io.github.ksailbot.job.Fixtures.B;
import static io.github.ksailbot.job.Fixtures.C;
import static io.github.ksailbot.job.Fixtures.PULL_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.job.Fixtures.FakeRevisions;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.TestDatabase;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.SupersededException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeadWatchTest {
    private final SubjectStore subjects = new SubjectStore(TestDatabase.h2(), Clock.systemUTC());
    private final FakeRevisions revisions = new FakeRevisions();
    private final HeadWatch watch = new HeadWatch(PULL_REQUEST, subjects, revisions);

    @Test
    void eventsAboutTheSameHead_cancelNothing() throws Exception {
        want(A);
        want(A);
        watch.throwIfSuperseded(A);
        assertThat(revisions.asked).hasValue(0);
    }

    @Test
    void eventAboutAnotherHead_cancels() {
        want(A);
        want(B);
        revisions.head = B;
        assertThatThrownBy(() -> watch.throwIfSuperseded(A))
                .isInstanceOf(SupersededException.class)
                .hasMessageStartingWith("acme/fleet#7 has moved from aaaa");
    }

    @Test
    void eventThatCameLate_cancelsNothingAndIsAskedAboutOnce() throws Exception {
        want(A);
        want(B);
        revisions.head = A;
        watch.throwIfSuperseded(A);
        watch.throwIfSuperseded(A);
        assertThat(revisions.asked).hasValue(1);

        want(C);
        revisions.head = C;
        assertThatThrownBy(() -> watch.throwIfSuperseded(A)).isInstanceOf(SupersededException.class);
    }

    @Test
    void gitHubDoesNotAnswer_letsTheJobGoOn() {
        want(B);
        revisions.unreachable = true;
        assertThatCode(() -> watch.throwIfSuperseded(A)).doesNotThrowAnyException();
    }

    private void want(CommitId head) {
        subjects.want(List.of(Wanted.at(PULL_REQUEST, head)));
    }
}
