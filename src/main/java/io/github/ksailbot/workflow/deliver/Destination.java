package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Port: the registry and the cluster of one environment. */
public interface Destination extends AutoCloseable {

    /**
     * Packs the environment and, unless it is there already, pushes it: the immutable tag first, then the moving one, which
     * never goes back to an older commit. Tries again by itself what may pass.
     *
     * @param history what was delivered before
     * @param progress hears what is being done, in short phrases, and of each attempt that failed and that another one follows
     * @return null when the engine reads Git itself
     * @throws DeliveryFailedException when it cannot be pushed
     * @throws CancellationException when it was cancelled
     */
    @Nullable Artifact push(Checkout checkout, Order order, History history, PushProgress progress, BooleanSupplier cancelled)
            throws DeliveryFailedException;

    /**
     * What the environment's tag points to now. Tries again by itself what may pass.
     *
     * @param progress as of a push
     * @return null when the engine reads Git itself
     * @throws DeliveryFailedException when there is no such tag, or the registry does not answer
     * @throws CancellationException when it was cancelled
     */
    @Nullable Published published(Checkout checkout, Order order, PushProgress progress, BooleanSupplier cancelled)
            throws DeliveryFailedException;

    /**
     * Which objects that say where the engine begins are declared by what is delivered, so that nobody else puts them right.
     *
     * @param tree what is delivered
     */
    DeclaredObjects declared(SourceTree tree);

    /** What the cluster must come to run. */
    Goal goal(Order order, @Nullable Artifact artifact);

    /**
     * One attempt, as {@link io.github.ksailbot.delivery.reconcile.Reconciler#reconcile}.
     *
     * @throws CancellationException when it was cancelled
     */
    Reconciliation reconcile(Goal goal, ReconcileOptions options, Progress progress, BooleanSupplier cancelled);

    /** How the cluster stands now; triggers nothing. */
    Reconciliation observe(Goal goal);

    /**
     * What is wrong there; within 15 seconds, as well as it can be known.
     *
     * @param tree what was delivered, to name the lines that are to blame
     */
    Diagnosis diagnose(Reconciliation reconciliation, SourceTree tree);

    @Override
    void close();

    /** What was delivered to the environment before. */
    interface History {
        /** The commit of the newest delivery that ended with its artifact pushed; null when there was none. */
        @Nullable CommitId newest();
    }

    /**
     * What a tag points to.
     *
     * @param revision what it was made of as it says itself, {@code main@sha1:…} as a rule; empty when it does not say
     * @param isOrdered whether it is the ordered commit's, or has the same content
     */
    record Published(Artifact artifact, String revision, boolean isOrdered) {}

    /**
     * A pushed artifact.
     *
     * @param digest {@code sha256:…}
     * @param reference with the immutable tag, for people
     * @param changed false when the registry had it, tags and all
     */
    record Artifact(String digest, String reference, boolean changed) {}
}
