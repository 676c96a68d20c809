package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.workflow.deliver.Destination.Published;
import org.jspecify.annotations.Nullable;

/** A cluster that runs what its tag holds is behind all the same when the tag holds something older than was ordered. */
public final class HeldArtifact {
    private HeldArtifact() {}

    /**
     * The same, unless it claims to have converged on something else than the order's commit.
     *
     * @param held what the cluster was compared with; null when that was what the order pushed, or Git itself
     */
    public static Reconciliation judged(Reconciliation end, Order order, @Nullable Published held) {
        if (held == null || held.isOrdered() || end.convergence() != Convergence.CONVERGED) {
            return end;
        }
        String holds = held.revision().isEmpty() ? "no commit of the branch" : "`" + held.revision() + "`";
        String message = "The cluster runs what `" + held.artifact().reference() + "` holds, " + holds + ". `"
                + order.commit().abbreviated() + "` was not pushed there: `/ksail push " + order.environment()
                + "` does so";
        return new Reconciliation(
                Convergence.BEHIND, end.resources(), end.notes(), new Reconciliation.Failure(message, false));
    }
}
