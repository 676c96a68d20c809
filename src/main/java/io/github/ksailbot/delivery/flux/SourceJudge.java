package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.Condition;
import io.github.ksailbot.delivery.reconcile.Goal;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a source stands, by its status alone. Nothing of it is trusted before it has taken up the request and is done
 * with it: an older success or failure says nothing about what was pushed now.
 */
final class SourceJudge {
    static final String MISMATCH = "RevisionMismatch";

    private final Timings timings;

    SourceJudge(Timings timings) {
        this.timings = timings;
    }

    /**
     * Decides.
     *
     * @param request that must have been handled; empty for none
     */
    Standing judge(SourceView source, Goal goal, String request) {
        if (source.isSuspended()) {
            return Standing.suspended("suspended at " + source.revision());
        }
        Readiness readiness = new Readiness(source.object());
        if (!request.isEmpty() && !source.handledRequest().equals(request)) {
            return Standing.waiting("", "the controller has not taken up the request yet");
        }
        if (!readiness.hasConditions()) {
            return Standing.waiting("", "no conditions yet");
        }
        if (readiness.isOutdated()) {
            return Standing.waiting("", "the controller has not seen its newest spec yet");
        }
        Optional<Condition> stalled = readiness.stalled();
        if (stalled.isPresent()) {
            return Standing.failed(stalled.get().reason(), stalled.get().message());
        }
        Condition ready = readiness.ready().orElse(null);
        if (ready != null && ready.isFalse() && (readiness.isRetrying() || !readiness.isReconciling())) {
            return isFinal(ready)
                    ? Standing.failed(ready.reason(), ready.message())
                    : Standing.failing(ready.reason(), ready.message(), timings.patience());
        }
        if (ready == null || !ready.isTrue() || readiness.isReconciling()) {
            return Standing.waiting(ready == null ? "" : ready.reason(), ready == null ? "" : ready.message());
        }
        if (!holds(source, goal)) {
            return Standing.failing(
                    MISMATCH,
                    "holds " + source.revision() + ", and not " + delivered(goal) + " that was delivered",
                    timings.mismatch());
        }
        return Standing.ready("holds " + source.revision());
    }

    /** Whether a source holds what was delivered; any revision will do when nobody said which. */
    static boolean holds(SourceView source, Goal goal) {
        SourceRevision revision = source.revision();
        if (revision.isNone()) {
            return false;
        }
        String digest = goal.digest();
        if (source.isOci()) {
            return digest == null || revision.isArtifact(digest);
        }
        return revision.isCommit(goal.commit());
    }

    private static SourceRevision delivered(Goal goal) {
        String digest = goal.digest();
        return new SourceRevision(digest == null ? goal.commit() : digest);
    }

    private static boolean isFinal(Condition ready) {
        String message = ready.message().toLowerCase(Locale.ROOT);
        return ready.reason().endsWith("PullFailed")
                && (message.contains("manifest unknown") || message.contains("does not exist"));
    }
}
