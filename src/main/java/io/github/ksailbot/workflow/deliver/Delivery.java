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
 * @param doing one line of plain text: what is being done; once it is settled, the same as the settlement says
 * @param settlement null until it is settled
 */
public record Delivery(
        long id,
        Order order,
        Stage stage,
        int attempt,
        Shown shown,
        Pushed artifact,
        String doing,
        @Nullable Settlement settlement,
        Times times) {

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

    /**
     * Where GitHub shows it.
     *
     * @param checkRun null until it is known that it was made
     * @param deployment null until it is known that it was made, and when GitHub refused to make one
     */
    public record Shown(
            @Nullable CheckRunId checkRun, @Nullable DeploymentId deployment) {
        public static final Shown NOWHERE = new Shown(null, null);
    }

    /**
     * Its artifact.
     *
     * @param digest {@code sha256:…}; null until it was pushed, and where the engine reads Git itself
     * @param reference where it is, with its immutable tag; empty without artifact
     */
    public record Pushed(@Nullable String digest, String reference) {
        public static final Pushed NOTHING = new Pushed(null, "");
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

    /**
     * @param started null until it is started
     * @param ended null until it is settled
     */
    public record Times(
            Instant ordered,
            @Nullable Instant started,
            @Nullable Instant ended) {}

    /** One that nobody has begun with. */
    public static Delivery ordered(long id, Order order, Instant now) {
        return new Delivery(
                id,
                order,
                Stage.ORDERED,
                0,
                Shown.NOWHERE,
                Pushed.NOTHING,
                "Waiting to begin",
                null,
                new Times(now, null, null));
    }

    public boolean isTold() {
        return stage == Stage.TOLD;
    }

    public @Nullable CheckRunId checkRun() {
        return shown.checkRun();
    }

    public @Nullable DeploymentId deployment() {
        return shown.deployment();
    }

    public @Nullable String digest() {
        return artifact.digest();
    }

    public String reference() {
        return artifact.reference();
    }

    /** Null until it is settled. */
    public @Nullable Conclusion conclusion() {
        return settlement == null ? null : settlement.conclusion();
    }

    /** Null until it is settled, and for what does not ask a cluster. */
    public @Nullable Convergence convergence() {
        return settlement == null ? null : settlement.convergence();
    }

    /** One line of plain text: what came of it, or what is being done. */
    public String summary() {
        return settlement == null ? doing : settlement.summary();
    }

    /** Markdown below the summary; empty until it is settled. */
    public String details() {
        return settlement == null ? "" : settlement.details();
    }

    public @Nullable Instant startedAt() {
        return times.started();
    }

    public @Nullable Instant endedAt() {
        return times.ended();
    }

    public Delivery started(Instant now) {
        Instant begun = times.started() == null ? now : times.started();
        return new Delivery(
                id,
                order,
                stage == Stage.ORDERED ? Stage.STARTED : stage,
                attempt + 1,
                shown,
                artifact,
                "Starting",
                settlement,
                new Times(times.ordered(), begun, times.ended()));
    }

    public Delivery announced(@Nullable CheckRunId checkRun, @Nullable DeploymentId deployment) {
        Shown now = new Shown(checkRun, deployment);
        return new Delivery(id, order, stage, attempt, now, artifact, doing, settlement, times);
    }

    public Delivery pushed(String digest, String reference) {
        Pushed now = new Pushed(digest, reference);
        return new Delivery(id, order, Stage.PUSHED, attempt, shown, now, doing, settlement, times);
    }

    public Delivery doing(String now) {
        return new Delivery(id, order, stage, attempt, shown, artifact, now, settlement, times);
    }

    public Delivery settled(Settlement end, Instant now) {
        Times all = new Times(times.ordered(), times.started(), now);
        return new Delivery(id, order, Stage.SETTLED, attempt, shown, artifact, end.summary(), end, all);
    }

    public Delivery told() {
        return new Delivery(id, order, Stage.TOLD, attempt, shown, artifact, doing, settlement, times);
    }
}
