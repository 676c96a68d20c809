package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.Condition;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.reconcile.Exclusion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A HelmRelease, as its manifest and status tell. */
record HelmReleaseView(KubernetesObject object) {
    /** Reasons with which helm-controller leaves a release that its own retries do not heal. */
    static final Set<String> STUCK = Set.of(
            "InstallFailed",
            "UpgradeFailed",
            "ReconciliationFailed",
            "TestFailed",
            "RollbackFailed",
            "UninstallFailed",
            "GetLastReleaseFailed");

    FluxId id() {
        return FluxId.helmRelease(object.ref());
    }

    boolean isSuspended() {
        return object.flag("spec", "suspend");
    }

    /** Who of us suspended it; empty when nobody did. */
    String suspendedBy() {
        return object.annotation(FluxNames.SUSPENDED_BY);
    }

    List<FluxId> dependencies() {
        return KustomizationView.dependencies(object, FluxId.HELM_RELEASE);
    }

    /** Why it is stuck; empty when it is not. */
    Optional<Condition> stuck() {
        if (isSuspended()) {
            return Optional.empty();
        }
        Readiness readiness = new Readiness(object);
        Optional<Condition> stalled = readiness.stalled();
        if (stalled.isPresent()) {
            return stalled;
        }
        return readiness.ready().filter(Condition::isFalse).filter(ready -> STUCK.contains(ready.reason()));
    }

    /** Where it stands; a stuck one has failed, and whoever recovers it gives it time. */
    Standing standing(boolean excluded, Timings timings) {
        if (excluded || Exclusion.isAskedForBy(object)) {
            return Standing.excluded();
        }
        if (isSuspended()) {
            return suspendedBy().isEmpty()
                    ? Standing.suspended("suspended")
                    : Standing.waiting("Recovering", "suspended for a moment, to be tried again");
        }
        Readiness readiness = new Readiness(object);
        if (!readiness.hasConditions()) {
            return Standing.waiting("", "no conditions yet");
        }
        if (readiness.isOutdated()) {
            return Standing.waiting("", "the controller has not seen its newest spec yet");
        }
        Condition ready = readiness.ready().orElse(null);
        Optional<Condition> stuck = stuck();
        if (stuck.isPresent()) {
            // the stalled condition counts the tries, the other one says what went wrong
            Condition cause = ready != null && ready.isFalse() ? ready : stuck.get();
            return Standing.failing(
                    cause.reason(), cause.message(), timings.settle().multipliedBy(2));
        }
        if (ready != null && ready.reason().equals(Readiness.DEPENDENCY_NOT_READY) && !ready.isTrue()) {
            return Standing.blocked(ready.reason(), ready.message());
        }
        if (ready != null && ready.isTrue() && !readiness.isReconciling()) {
            return Standing.ready(ready.message());
        }
        return Standing.waiting(ready == null ? "" : ready.reason(), ready == null ? "" : ready.message());
    }
}
