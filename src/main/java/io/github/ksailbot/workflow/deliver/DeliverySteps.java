package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.retry.Backoff;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.settings.EnvironmentSettings;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.Destination.Artifact;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens between a registry and a cluster for one delivery: push, then up to three attempts to converge. */
final class DeliverySteps {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    /** How often the database is asked whether a newer commit was ordered, and held back progress is looked at. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final DeliveryLog log;
    private final DeliveryBoard.Updates updates;
    private final DeliveryMessages messages;
    private final Clock clock;
    private final Pause pause;
    private final Cancellation cancellation;
    private final List<String> notes;
    private final List<String> attempts = new ArrayList<>();
    private Delivery delivery;
    private int refused;
    private @Nullable Instant looked;
    private boolean overtaken;
    private Destination.@Nullable Published held;

    /** @param notes what people should be told at the end, whatever comes of it */
    DeliverySteps(
            Delivery delivery,
            DeliveryLog log,
            DeliveryBoard.Updates updates,
            DeliveryMessages messages,
            Clock clock,
            Pause pause,
            Cancellation cancellation,
            List<String> notes) {
        this.delivery = delivery;
        this.log = log;
        this.updates = updates;
        this.messages = messages;
        this.clock = clock;
        this.pause = pause;
        this.cancellation = cancellation;
        this.notes = List.copyOf(notes);
    }

    /** As far as it has come. */
    Delivery delivery() {
        return delivery;
    }

    /** @throws CancellationException when a newer commit was ordered, or the process is about to end */
    Settlement run(Destination destination, Checkout checkout, EnvironmentSettings settings, Environment environment) {
        Order order = delivery.order();
        Artifact artifact;
        try {
            artifact = push(destination, checkout, order);
        } catch (DeliveryFailedException e) {
            attempts.add(asked(order) + ", attempt " + (refused + 1) + ": " + e.getMessage());
            return new Settlement(
                    Conclusion.FAILURE,
                    order.kind() == Order.Kind.PUSH ? null : Convergence.BEHIND,
                    (order.kind() == Order.Kind.RECONCILE
                                    ? "The artifact was not found: "
                                    : "The artifact was not pushed: ")
                            + e.getMessage(),
                    messages.details(attempts, List.of(), notes, Diagnosis.NONE));
        }
        if (order.kind() == Order.Kind.PUSH) {
            return pushed(artifact);
        }
        Duration timeout = Stream.of(
                        Optional.ofNullable(order.timeout()),
                        Optional.ofNullable(settings.timeout()),
                        Optional.ofNullable(environment.delivery().connection().timeout()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(DEFAULT_TIMEOUT);
        ReconcileOptions options = new ReconcileOptions(
                order.exclude(),
                timeout,
                settings.repairReference(),
                destination.declared(checkout.tree()),
                order.key());
        return reconcile(destination, destination.goal(order, artifact), options, checkout.tree());
    }

    private Settlement pushed(@Nullable Artifact artifact) {
        String summary = artifact == null
                ? "Nothing to push: the engine reads Git itself"
                : artifact.changed()
                        ? "Pushed " + artifact.reference()
                        : "Nothing to push: the registry has " + artifact.reference();
        return new Settlement(
                Conclusion.SUCCESS, null, summary, messages.details(attempts, List.of(), notes, Diagnosis.NONE));
    }

    private @Nullable Artifact push(Destination destination, Checkout checkout, Order order)
            throws DeliveryFailedException {
        throwIfCancelled();
        if (order.kind() == Order.Kind.RECONCILE) {
            show("Asking the registry", List.of());
            held = destination.published(checkout, order, asking(order), this::isCancelled);
            if (held == null) {
                return null;
            }
            Artifact found = held.artifact();
            delivery = delivery.pushed(found.digest(), found.reference());
            log.save(delivery);
            return found;
        }
        show("Pushing the artifact", List.of());
        Artifact artifact = destination.push(
                checkout,
                order,
                () -> log.newestPushed(order.repository(), order.environment())
                        .map(newest -> newest.order().commit())
                        .orElse(null),
                asking(order),
                this::isCancelled);
        if (artifact != null) {
            delivery = delivery.pushed(artifact.digest(), artifact.reference());
            log.save(delivery);
        }
        return artifact;
    }

    /** What a registry is wanted for, in front of an attempt. */
    private static String asked(Order order) {
        return order.kind() == Order.Kind.RECONCILE ? "Question to the registry" : "Push";
    }

    private PushProgress asking(Order order) {
        return new PushProgress() {
            @Override
            public void report(String doing) {
                show(doing, List.of());
            }

            @Override
            public void failed(FailedAttempt attempt) {
                refused = attempt.number();
                attempts.add(asked(order) + ", attempt " + attempt.number() + ": " + attempt.cause());
                showFailed(attempt.pause());
            }
        };
    }

    private Settlement reconcile(Destination destination, Goal goal, ReconcileOptions options, SourceTree tree) {
        for (int attempt = 1; ; attempt++) {
            throwIfCancelled();
            show("Triggering the engine", List.of());
            Reconciliation end = destination.reconcile(goal, options, this::show, this::isCancelled);
            Reconciliation.Failure failure = end.failure();
            if (failure == null) {
                return settlement(HeldArtifact.judged(end, delivery.order(), held), Diagnosis.NONE);
            }
            attempts.add("Reconciliation, attempt " + attempt + ": " + failure.message());
            if (!failure.retryable() || attempt == Backoff.DELIVERY.attempts()) {
                throwIfCancelled();
                show("Looking for the cause", end.resources());
                return settlement(end, diagnosis(destination, end, tree));
            }
            rest(Backoff.DELIVERY.delay(attempt));
        }
    }

    /** Help, not a check: if it fails, what it was to explain is told without it. */
    private Diagnosis diagnosis(Destination destination, Reconciliation end, SourceTree tree) {
        try {
            return destination.diagnose(end, tree);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            Log.errorf(e, "%s: the cause could not be looked for", delivery.order());
            return Diagnosis.NONE;
        }
    }

    private Settlement settlement(Reconciliation end, Diagnosis diagnosis) {
        List<String> all = new ArrayList<>(end.notes());
        all.addAll(notes);
        return new Settlement(
                end.failure() == null && end.convergence() == Convergence.CONVERGED
                        ? Conclusion.SUCCESS
                        : Conclusion.FAILURE,
                end.convergence(),
                messages.summary(end, diagnosis),
                messages.details(attempts, end.resources(), all, diagnosis));
    }

    private void show(String doing, List<ResourceState> resources) {
        delivery = updates.show(delivery, doing, attempts, resources);
    }

    private void showFailed(Duration rest) {
        show("The attempt failed; trying again in " + rest.toSeconds() + " seconds", List.of());
    }

    private void rest(Duration rest) {
        showFailed(rest);
        for (long slept = 0; slept < rest.toSeconds(); slept++) {
            throwIfCancelled();
            try {
                pause.await(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }

    private void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException(delivery.order() + " is not wanted any more");
        }
    }

    private synchronized boolean isCancelled() {
        Instant now = clock.instant();
        if (looked == null || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
            looked = now;
            overtaken = overtaken || log.isOvertaken(delivery);
            delivery = updates.catchUp(delivery);
        }
        return overtaken || cancellation.isStopping();
    }
}
