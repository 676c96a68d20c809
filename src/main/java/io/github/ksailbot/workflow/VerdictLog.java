package io.github.ksailbot.workflow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: what the bot remembers of its verdicts, so that nothing is done twice and nothing is left hanging. */
public interface VerdictLog {

    /** The latest attempt at a verdict on a subject; empty when there was none. */
    Optional<Attempt> latest(Subject.Proposal subject);

    /** Records an attempt, durably, before anything is written to GitHub. Replaces the subject's latest attempt. */
    void begin(Subject.Proposal subject, Attempt attempt);

    /** Records that all results of the latest attempt are on GitHub. */
    void conclude(Subject.Proposal subject, Conclusion conclusion);

    /**
     * One attempt at a verdict.
     *
     * @param head that is judged
     * @param base tip of the base branch that gave the settings
     * @param run how many re-runs people had asked for, from 0: part of the check runs' external ids, because GitHub
     *     would append a re-run's annotations to those of an existing check run
     * @param conclusion null until concluded
     */
    record Attempt(
            CommitId head, CommitId base, int run, @Nullable Conclusion conclusion) {

        public boolean isConcluded() {
            return conclusion != null;
        }

        /** Whether this attempt is the one that would be made for {@code revision} and {@code wantedRun} now. */
        public boolean isFor(Revision revision, int wantedRun) {
            return head.equals(revision.head()) && base.equals(revision.base()) && run == wantedRun;
        }
    }
}
