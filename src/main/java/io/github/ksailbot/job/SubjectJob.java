package io.github.ksailbot.job;

import io.github.ksailbot.store.Assignment;
import io.github.ksailbot.store.StoreException;
import io.github.ksailbot.store.SubjectId;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.SupersededException;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.TakenOverException;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** One run of the job of one subject, and what follows from how it ended. */
final class SubjectJob {
    private static final Duration AT_ONCE = Duration.ZERO;
    /** Processes that die while they work on the same subject: the subject may be what kills them. */
    private static final int MAX_STARTS = 5;

    private static final int MAX_CRASHES = 2;

    private final SubjectStore subjects;
    private final Work work;
    private final Revisions revisions;
    private final RetryPolicy retries;

    SubjectJob(SubjectStore subjects, Work work, Revisions revisions, RetryPolicy retries) {
        this.subjects = subjects;
        this.work = work;
        this.revisions = revisions;
        this.retries = retries;
    }

    /**
     * @param stopping whether the process is about to end: what fails then is not held against the subject
     */
    Outcome run(SubjectId id, BooleanSupplier stopping) {
        Assignment assignment = subjects.start(id).orElse(null);
        if (assignment == null) {
            return new Outcome.Finished("forgotten");
        }
        if (assignment.starts() > MAX_STARTS) {
            String reason = "The bot's process ended " + MAX_STARTS
                    + " times while it worked on this, so it stopped trying. " + again(assignment);
            Log.errorf("%s: %s", assignment.subject(), reason);
            return giveUp(id, assignment, reason);
        }
        try {
            return work(id, assignment, stopping);
        } catch (RuntimeException | Error e) {
            // Also a stack overflow or memory that ran out: hostile input must not take the other jobs along.
            if (stopping.getAsBoolean()) {
                Log.infof("%s: interrupted because the bot stops; it is done again after the next start", id);
                subjects.paused(id);
                return new Outcome.Again("interrupted", AT_ONCE);
            }
            return crashed(id, assignment, e);
        }
    }

    private Outcome work(SubjectId id, Assignment assignment, BooleanSupplier stopping) {
        Subject subject = assignment.subject();
        try {
            work.run(subject, assignment.run(), cancellation(subject, stopping));
            return finished(id, assignment, "done");
        } catch (SupersededException e) {
            Log.infof("%s: %s", subject, e.getMessage());
            subjects.paused(id);
            return new Outcome.Again("superseded", AT_ONCE);
        } catch (GoneException e) {
            Log.infof("%s: nothing to do any more: %s", subject, e.getMessage());
            return finished(id, assignment, "gone");
        } catch (UnavailableException e) {
            return unavailable(id, assignment, e);
        } catch (TakenOverException e) {
            // Whoever did has the entry of the subject too, and all that is left to do.
            Log.warnf("%s: %s", subject, e.getMessage());
            return new Outcome.Finished("taken_over");
        } catch (StoreException e) {
            return unavailable(id, assignment, new UnavailableException("the bot's database failed", e));
        }
    }

    private Cancellation cancellation(Subject subject, BooleanSupplier stopping) {
        Cancellation watch = subject instanceof Subject.Proposal proposal
                ? new HeadWatch(proposal, subjects, revisions)
                : Cancellation.NONE;
        return new Cancellation() {
            @Override
            public void throwIfSuperseded(CommitId head) throws SupersededException {
                watch.throwIfSuperseded(head);
            }

            @Override
            public boolean isStopping() {
                return stopping.getAsBoolean();
            }
        };
    }

    private Outcome unavailable(SubjectId id, Assignment assignment, UnavailableException e) {
        int failures = assignment.refusals() + 1;
        if (failures >= retries.attempts()) {
            Log.warnf("%s: given up after %d attempts: %s", assignment.subject(), failures, e.getMessage());
            return giveUp(
                    id,
                    assignment,
                    "Something that the bot needs did not answer in " + failures + " attempts, so it stopped trying. "
                            + again(assignment));
        }
        return later(id, assignment, e);
    }

    private static String again(Assignment assignment) {
        return assignment.subject() instanceof Subject.Comment
                ? "Say it again to make it try again."
                : "Re-run this check to make it try again.";
    }

    private Outcome later(SubjectId id, Assignment assignment, UnavailableException e) {
        Duration delay = retries.delay(assignment.refusals() + 1, e.retryAfter());
        Log.warnf("%s: tried again in %s: %s", assignment.subject(), delay, e.getMessage());
        subjects.refused(id);
        return new Outcome.Again("unavailable", delay);
    }

    private Outcome crashed(SubjectId id, Assignment assignment, Throwable e) {
        String reference = UUID.randomUUID().toString();
        Log.errorf(e, "%s: the bot failed; reference %s", assignment.subject(), reference);
        if (assignment.crashes() + 1 < MAX_CRASHES) {
            subjects.crashed(id);
            return new Outcome.Again("crashed", retries.first());
        }
        return giveUp(
                id,
                assignment,
                "The bot failed twice because of a mistake of its own. Its operator finds the cause in the log under "
                        + reference + ".");
    }

    /** While even that is impossible, what is outside may come back: then a verdict is better than this. */
    private Outcome giveUp(SubjectId id, Assignment assignment, String reason) {
        try {
            work.giveUp(assignment.subject(), reason);
            return finished(id, assignment, "given_up");
        } catch (GoneException e) {
            Log.infof("%s: nothing to do any more: %s", assignment.subject(), e.getMessage());
            return finished(id, assignment, "gone");
        } catch (UnavailableException e) {
            return later(id, assignment, e);
        }
    }

    private Outcome finished(SubjectId id, Assignment assignment, String result) {
        return subjects.done(id, assignment.wanted())
                ? new Outcome.Again(result, AT_ONCE)
                : new Outcome.Finished(result);
    }
}
