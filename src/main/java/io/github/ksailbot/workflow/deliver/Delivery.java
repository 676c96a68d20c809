package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.Conclusion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order, and how far it is.
 *
 * @param id grows in the order in which they were made
 * @param attempt how often a process began with it; more than 1 after one died
 * @param checkRun null until it is known that it was made
 * @param deployment null until it is known that it was made, and when GitHub refused to make one
 * @param digest {@code sha256:…} of the artifact; null until it was pushed, and where the engine reads Git itself
 * @param reference where the artifact is, with its immutable tag; empty without artifact
 * @param conclusion null until it is settled
 * @param convergence null until it is settled, and for what does not ask a cluster
 * @param summary one line of plain text: what is being done, or what came of it
 * @param details Markdown below that; empty until it is settled
 * @param startedAt null until it is started
 * @param endedAt null until it is settled
 */
public record Delivery(
        long id,
        Order order,
        Stage stage,
        int attempt,
        @Nullable CheckRunId checkRun,
        @Nullable DeploymentId deployment,
        @Nullable String digest,
        String reference,
        @Nullable Conclusion conclusion,
        @Nullable Convergence convergence,
        String summary,
        String details,
        Instant orderedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** Steps that a restart need not begin before. */
    public enum Stage {
        ORDERED,
        STARTED,
        PUSHED,
        /** What came of it is known. */
        SETTLED,
        /** GitHub has been told. */
        TOLD
    }

    public boolean isTold() {
        return stage == Stage.TOLD;
    }

    public Delivery started(Instant now) {
        return new Delivery(
                id,
                order,
                stage == Stage.ORDERED ? Stage.STARTED : stage,
                attempt + 1,
                checkRun,
                deployment,
                digest,
                reference,
                conclusion,
                convergence,
                "Starting",
                details,
                orderedAt,
                startedAt == null ? now : startedAt,
                endedAt);
    }

    public Delivery announced(CheckRunId newCheckRun, @Nullable DeploymentId newDeployment) {
        return new Delivery(
                id,
                order,
                stage,
                attempt,
                newCheckRun,
                newDeployment,
                digest,
                reference,
                conclusion,
                convergence,
                summary,
                details,
                orderedAt,
                startedAt,
                endedAt);
    }

    public Delivery pushed(String newDigest, String newReference) {
        return new Delivery(
                id,
                order,
                Stage.PUSHED,
                attempt,
                checkRun,
                deployment,
                newDigest,
                newReference,
                conclusion,
                convergence,
                summary,
                details,
                orderedAt,
                startedAt,
                endedAt);
    }

    public Delivery doing(String newSummary) {
        return new Delivery(
                id,
                order,
                stage,
                attempt,
                checkRun,
                deployment,
                digest,
                reference,
                conclusion,
                convergence,
                newSummary,
                details,
                orderedAt,
                startedAt,
                endedAt);
    }

    public Delivery settled(Settlement settlement, Instant now) {
        return new Delivery(
                id,
                order,
                Stage.SETTLED,
                attempt,
                checkRun,
                deployment,
                digest,
                reference,
                settlement.conclusion(),
                settlement.convergence(),
                settlement.summary(),
                settlement.details(),
                orderedAt,
                startedAt,
                now);
    }

    public Delivery told() {
        return new Delivery(
                id,
                order,
                Stage.TOLD,
                attempt,
                checkRun,
                deployment,
                digest,
                reference,
                conclusion,
                convergence,
                summary,
                details,
                orderedAt,
                startedAt,
                endedAt);
    }

    /**
     * What came of a delivery.
     *
     * @param convergence null when no cluster was asked
     * @param summary one line of plain text
     * @param details Markdown; may be empty
     */
    public record Settlement(
            Conclusion conclusion, @Nullable Convergence convergence, String summary, String details) {}
}
