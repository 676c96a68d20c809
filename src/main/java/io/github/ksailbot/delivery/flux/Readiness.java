package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.Condition;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import java.util.Optional;

/** The conditions that all Flux kinds share. */
final class Readiness {
    static final String DEPENDENCY_NOT_READY = "DependencyNotReady";
    private static final String PROGRESSING_WITH_RETRY = "ProgressingWithRetry";

    private final KubernetesObject object;

    Readiness(KubernetesObject object) {
        this.object = object;
    }

    Optional<Condition> ready() {
        return object.condition("Ready");
    }

    Optional<Condition> stalled() {
        return object.condition("Stalled").filter(Condition::isTrue);
    }

    boolean isReconciling() {
        return object.condition("Reconciling").filter(Condition::isTrue).isPresent();
    }

    /** The controller has failed and will try again on its own. */
    boolean isRetrying() {
        return object.condition("Reconciling")
                .filter(Condition::isTrue)
                .filter(condition -> condition.reason().equals(PROGRESSING_WITH_RETRY))
                .isPresent();
    }

    boolean hasConditions() {
        return !object.conditions().isEmpty();
    }

    /**
     * Whether the status is about an older spec. Controllers write {@code status.observedGeneration} only when they
     * succeed, but each condition carries the generation that it is about.
     */
    boolean isOutdated() {
        long seen = Math.max(
                object.number("status", "observedGeneration"),
                ready().map(Condition::observedGeneration).orElse(0L));
        return seen > 0 && seen < object.generation();
    }
}
