package io.github.ksailbot.job;

import io.github.ksailbot.store.SubjectId;
import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.SupersededException;
import io.github.ksailbot.workflow.UnavailableException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Subjects and plain stand-ins for what a job works with. */
final class Fixtures {
    static final RepositoryRef REPOSITORY = new RepositoryRef(11, 22, "acme", "fleet");
    static final Subject.PullRequest PULL_REQUEST = new Subject.PullRequest(REPOSITORY, 7);
    static final SubjectId ID = SubjectId.of(PULL_REQUEST);
    static final CommitId A = new CommitId("a".repeat(40));
    static final CommitId B = new CommitId("b".repeat(40));
    static final CommitId C = new CommitId("c".repeat(40));

    private Fixtures() {}

    interface Check {
        void run(Subject subject, int run, Cancellation cancellation)
                throws SupersededException, UnavailableException, GoneException;
    }

    /** Does what it is told, and remembers what it gave up. */
    static final class FakeWork implements Work {
        final List<String> givenUp = new CopyOnWriteArrayList<>();
        volatile Check check = (subject, run, cancellation) -> {};
        volatile boolean unreachable;

        @Override
        public void run(Subject subject, int run, Cancellation cancellation)
                throws SupersededException, UnavailableException, GoneException {
            check.run(subject, run, cancellation);
        }

        @Override
        public void giveUp(Subject subject, String reason) throws UnavailableException {
            if (unreachable) {
                throw unavailable();
            }
            givenUp.add(reason);
        }
    }

    /** A GitHub where one head is current. */
    static final class FakeRevisions implements Revisions {
        final AtomicInteger asked = new AtomicInteger();
        volatile CommitId head = A;
        volatile boolean unreachable;

        @Override
        public Revision current(Subject.Proposal subject) throws UnavailableException {
            asked.incrementAndGet();
            if (unreachable) {
                throw unavailable();
            }
            return new Revision(head, C, "main", false, true);
        }
    }

    static UnavailableException unavailable() {
        return new UnavailableException("GitHub does not answer", new IllegalStateException("for a test"));
    }

    /** Throws errors, too, from where only exceptions are declared. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
