package io.github.ksailbot.delivery.reconcile;

import java.time.Duration;
import java.util.Set;

/**
 * @param exclude names of Kustomizations or Applications that are not waited for
 * @param timeout of one attempt
 * @param repairReference whether an engine that pulls from elsewhere is put right
 * @param holder names the delivery in the cluster: what it suspended carries it, so that another process finds it
 */
public record ReconcileOptions(Set<String> exclude, Duration timeout, boolean repairReference, String holder) {
    public ReconcileOptions {
        exclude = Set.copyOf(exclude);
    }
}
