package io.github.ksailbot.delivery.reconcile;

import java.time.Duration;
import java.util.Set;

/**
 * @param exclude names of Kustomizations or Applications that are not waited for
 * @param timeout of one attempt
 * @param repairReference whether an engine that pulls from elsewhere is put right
 * @param declared what of it the delivered commit declares itself, which is never put right
 * @param holder names the delivery in the cluster, and no other one: what it asked for and suspended carries it, so that another
 *     process takes that up; empty when nobody comes back to it
 */
public record ReconcileOptions(
        Set<String> exclude, Duration timeout, boolean repairReference, DeclaredObjects declared, String holder) {
    public ReconcileOptions {
        exclude = Set.copyOf(exclude);
    }

    /** For a commit of which nothing is known to declare where the engine begins. */
    public ReconcileOptions(Set<String> exclude, Duration timeout, boolean repairReference, String holder) {
        this(exclude, timeout, repairReference, DeclaredObjects.NONE, holder);
    }
}
