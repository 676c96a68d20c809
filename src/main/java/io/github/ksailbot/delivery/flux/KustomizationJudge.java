package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where a Kustomization stands, by its status alone.
 *
 * <p>A condition is trusted only when it is about the revision that the source holds: neither a failure of an older
 * revision nor its success says anything about this one.
 */
final class KustomizationJudge {
    /** Reasons with which kustomize-controller gives up on a revision. */
    static final Set<String> FAILURES =
            Set.of("ReconciliationFailed", "ValidationFailed", "ArtifactFailed", "BuildFailed", "HealthCheckFailed");

    private static final String BUILD_FAILED = "BuildFailed";

    private final Timings timings;

    KustomizationJudge(Timings timings) {
        this.timings = timings;
    }

    /**
     * Decides.
     *
     * @param expected what the source holds; none when it cannot be known, and then the conditions alone count
     * @param request that must have been handled; empty for none
     * @param excluded whether somebody said that it is not waited for
     */
    Standing judge(KustomizationView kustomization, SourceRevision expected, String request, boolean excluded) {
        if (excluded || kustomization.excludesItself()) {
            return Standing.excluded();
        }
        if (kustomization.isSuspended()) {
            return Standing.suspended("suspended at " + kustomization.applied());
        }
        if (kustomization.object().isBeingDeleted()) {
            return Standing.waiting("", "being deleted");
        }
        Readiness readiness = new Readiness(kustomization.object());
        Optional<Condition> ready = readiness.ready();
        if (!readiness.hasConditions()) {
            return Standing.waiting("", "no conditions yet");
        }
        if (ready.isPresent()
                && ready.get().reason().equals(Readiness.DEPENDENCY_NOT_READY)
                && !ready.get().isTrue()) {
            return Standing.blocked(ready.get().reason(), ready.get().message());
        }
        if (!request.isEmpty() && !kustomization.handledRequest().equals(request)) {
            return Standing.waiting("", "the controller has not taken up the request yet");
        }
        if (readiness.isOutdated()) {
            return Standing.waiting("", "the controller has not seen its newest spec yet");
        }
        if (!expected.isNone() && !kustomization.attempted().equals(expected)) {
            return Standing.waiting("", "waiting for revision " + expected + ", is at " + kustomization.attempted());
        }
        Optional<Condition> stalled = readiness.stalled();
        if (stalled.isPresent()) {
            return Standing.failed("Stalled", "stalled - " + stalled.get().message());
        }
        if (ready.isPresent() && ready.get().isFalse()) {
            return failure(ready.get(), readiness);
        }
        if (ready.isEmpty() || !ready.get().isTrue() || readiness.isReconciling()) {
            return Standing.waiting(
                    ready.map(Condition::reason).orElse(""),
                    ready.map(Condition::message).orElse(""));
        }
        if (!expected.isNone() && !kustomization.applied().equals(expected)) {
            return Standing.waiting("", "attempted " + expected + ", still runs " + kustomization.applied());
        }
        return Standing.ready(ready.get().message());
    }

    private Standing failure(Condition ready, Readiness readiness) {
        if (!FAILURES.contains(ready.reason())) {
            return Standing.waiting(ready.reason(), ready.message());
        }
        if (!readiness.isRetrying()) {
            return Standing.failed(ready.reason(), ready.message());
        }
        // What cannot be built is the same at the next try, unless another object brings what it substitutes
        Duration patience = ready.reason().equals(BUILD_FAILED) ? timings.buildPatience() : timings.patience();
        return Standing.failing(ready.reason(), ready.message(), patience);
    }
}
