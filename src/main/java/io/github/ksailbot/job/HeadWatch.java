package io.github.ksailbot.job;

import io.github.ksailbot.store.SubjectId;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.SupersededException;
import io.github.ksailbot.workflow.UnavailableException;
import io.quarkus.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a job when another head is wanted. The database says that an event named another head, whichever replica got
 * it; because events come late and out of order, GitHub is asked before a verdict is thrown away for one.
 */
final class HeadWatch implements Cancellation {
    private final Subject.Proposal subject;
    private final SubjectStore subjects;
    private final Revisions revisions;
    private @Nullable CommitId disproved;

    HeadWatch(Subject.Proposal subject, SubjectStore subjects, Revisions revisions) {
        this.subject = subject;
        this.subjects = subjects;
        this.revisions = revisions;
    }

    @Override
    public synchronized void throwIfSuperseded(CommitId head) throws SupersededException {
        CommitId wanted = subjects.wantedHead(SubjectId.of(subject)).orElse(head);
        if (wanted.equals(head) || wanted.equals(disproved)) {
            return;
        }
        try {
            CommitId current = revisions.current(subject).head();
            if (!current.equals(head)) {
                throw new SupersededException(subject + " has moved from " + head + " to " + current);
            }
            disproved = wanted;
        } catch (UnavailableException | GoneException e) {
            Log.debugf("%s: cannot ask for its head, so the job goes on: %s", subject, e.getMessage());
        }
    }
}
