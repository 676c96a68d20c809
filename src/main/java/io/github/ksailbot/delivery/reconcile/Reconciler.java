package io.github.ksailbot.delivery.reconcile;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Makes one engine in one cluster run what was delivered, and waits until it does. */
public interface Reconciler extends AutoCloseable {

    /**
     * One attempt: triggers the engine, recovers what is stuck, waits. Doing it twice changes nothing more.
     *
     * @param cancelled asked often; when it says yes, nothing that was suspended stays so
     * @return how it ended, also when the cluster could not be reached
     * @throws CancellationException when it was cancelled
     */
    Reconciliation reconcile(Goal goal, ReconcileOptions options, Progress progress, BooleanSupplier cancelled);

    /** How the cluster stands against the goal now; triggers nothing. */
    Reconciliation observe(Goal goal);

    @Override
    void close();
}
