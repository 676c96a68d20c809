package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import java.util.List;

/**
 * What all objects of a goal together amount to.
 *
 * @param convergence what it would be called if it ended now
 * @param doing what is being waited for, or how it ended
 * @param cause one sentence about what stands in the way; empty when nothing does
 */
record FluxVerdict(
        Outcome outcome,
        Convergence convergence,
        String doing,
        String cause,
        List<ResourceState> resources,
        List<String> notes) {
    enum Outcome {
        WAIT,
        DONE,
        FAILED
    }

    FluxVerdict {
        resources = List.copyOf(resources);
        notes = List.copyOf(notes);
    }
}
