package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.CheckRuns.Existing;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The check run and the deployment of a delivery: made once, updated now and then, concluded for sure. */
final class DeliveryBoard {
    /** GitHub asks for a second between writes, and nobody reads faster than this. */
    private static final Duration BETWEEN_UPDATES = Duration.ofSeconds(10);

    private final CheckRuns checkRuns;
    private final Deployments deployments;
    private final DeliveryMessages messages;
    private final DeliveryLog log;
    private final Clock clock;

    DeliveryBoard(
            CheckRuns checkRuns, Deployments deployments, DeliveryMessages messages, DeliveryLog log, Clock clock) {
        this.checkRuns = checkRuns;
        this.deployments = deployments;
        this.messages = messages;
        this.log = log;
        this.clock = clock;
    }

    /** Makes what is not there yet. A process that died may have made it without writing that down. */
    Delivery announce(Delivery delivery, boolean production) throws GoneException, UnavailableException {
        Order order = delivery.order();
        boolean resumed = delivery.attempt() > 1;
        CheckRunId checkRun = delivery.checkRun();
        if (checkRun == null) {
            CheckRun run = run(delivery, null, messages.inProgress(delivery, List.of(), List.of()));
            Existing earlier =
                    resumed ? checkRuns.find(order.repository(), order.commit()).get(order.key()) : null;
            checkRun = earlier == null ? checkRuns.create(order.repository(), order.commit(), run) : earlier.id();
        }
        DeploymentId deployment = delivery.deployment();
        if (deployment == null && order.kind() != Order.Kind.PUSH) {
            deployment = deployment(delivery, production, resumed, checkRun);
        }
        return delivery.announced(checkRun, deployment);
    }

    /** Updates for one delivery, as often as GitHub and its readers can bear. What cannot be written is left out. */
    Updates updates() {
        return new Updates();
    }

    /** Tells how it ended; what was told already is not told twice. */
    Delivery end(Delivery delivery) throws GoneException, UnavailableException {
        Order order = delivery.order();
        Conclusion conclusion = delivery.conclusion();
        if (conclusion == null) {
            throw new IllegalArgumentException("not settled: " + order);
        }
        CheckRunId checkRun = delivery.checkRun();
        CheckRunOutput output = messages.ended(delivery);
        if (checkRun != null) {
            checkRuns.update(order.repository(), checkRun, run(delivery, conclusion, output));
        } else if (conclusion != Conclusion.CANCELLED) {
            checkRun = create(delivery, conclusion, output);
        }
        endDeployment(delivery, conclusion, checkRun);
        return checkRun == null
                ? delivery.told()
                : delivery.announced(checkRun, delivery.deployment()).told();
    }

    /** The same, without insisting on the deployment: what GitHub refuses for good must not hold up what comes after it. */
    Delivery endAnyway(Delivery delivery) throws GoneException, UnavailableException {
        try {
            return end(delivery);
        } catch (UnavailableException e) {
            Delivery without = delivery.announced(delivery.checkRun(), null);
            Log.warnf("%s: its deployment is left as it is: %s", delivery.order(), e.getMessage());
            return end(without);
        }
    }

    private CheckRunId create(Delivery delivery, Conclusion conclusion, CheckRunOutput output)
            throws GoneException, UnavailableException {
        Order order = delivery.order();
        Existing earlier = checkRuns.find(order.repository(), order.commit()).get(order.key());
        if (earlier == null) {
            return checkRuns.create(order.repository(), order.commit(), run(delivery, conclusion, output));
        }
        checkRuns.update(order.repository(), earlier.id(), run(delivery, conclusion, output));
        return earlier.id();
    }

    private void endDeployment(Delivery delivery, Conclusion conclusion, @Nullable CheckRunId checkRun)
            throws GoneException, UnavailableException {
        DeploymentId deployment = delivery.deployment();
        if (deployment == null) {
            return;
        }
        RepositoryRef repository = delivery.order().repository();
        Deployments.State state =
                switch (conclusion) {
                    case SUCCESS -> Deployments.State.SUCCESS;
                    case CANCELLED -> Deployments.State.INACTIVE;
                    case FAILURE, ACTION_REQUIRED -> Deployments.State.FAILURE;
                };
        try {
            deployments.status(repository, deployment, state, delivery.summary(), checkRun);
            DeploymentId before = conclusion == Conclusion.SUCCESS
                    ? log.deployedBefore(delivery).map(Delivery::deployment).orElse(null)
                    : null;
            if (before != null && !before.equals(deployment)) {
                // GitHub does this by itself for some environments only.
                deployments.status(repository, before, Deployments.State.INACTIVE, "A newer one runs", null);
            }
        } catch (GoneException e) {
            Log.infof("%s: its deployment is gone: %s", delivery.order(), e.getMessage());
        }
    }

    /** A deployment is for people to look at: an App that may not make any delivers all the same. */
    private @Nullable DeploymentId deployment(
            Delivery delivery, boolean production, boolean resumed, CheckRunId checkRun) throws UnavailableException {
        Order order = delivery.order();
        RepositoryRef repository = order.repository();
        String environment = order.environment().value();
        try {
            DeploymentId id = resumed
                    ? deployments
                            .find(repository, order.commit(), environment, order.key())
                            .orElse(null)
                    : null;
            if (id == null) {
                id = deployments.create(repository, order.commit(), environment, order.key(), production);
                deployments.status(repository, id, Deployments.State.QUEUED, "Waiting to begin", checkRun);
            }
            deployments.status(repository, id, Deployments.State.IN_PROGRESS, "Delivering", checkRun);
            return id;
        } catch (GoneException e) {
            Log.warnf("%s: no deployment is shown: %s", order, e.getMessage());
            return null;
        } catch (UnavailableException e) {
            if (e.retryAfter() != null) {
                throw e;
            }
            Log.warnf("%s: no deployment is shown: %s", order, e.getMessage());
            return null;
        }
    }

    private static CheckRun run(Delivery delivery, @Nullable Conclusion conclusion, CheckRunOutput output) {
        return new CheckRun(delivery.order().checkRun(), delivery.order().key(), conclusion, output);
    }

    private record Step(String doing, List<String> attempts, List<ResourceState> resources) {}

    /** One delivery's updates. */
    final class Updates {
        private @Nullable Instant last;
        private String doing = "";
        private @Nullable Step next;

        /** Shows what is being done: at once when it is something else and a moment has passed, else {@link #catchUp}. */
        Delivery show(Delivery delivery, String nowDoing, List<String> attempts, List<ResourceState> resources) {
            next = new Step(nowDoing, List.copyOf(attempts), List.copyOf(resources));
            return catchUp(delivery);
        }

        /** Shows what came too soon after something else, when its moment has come: nothing newer may come for minutes. */
        Delivery catchUp(Delivery delivery) {
            Step step = next;
            Instant now = clock.instant();
            if (step == null
                    || step.doing().equals(doing)
                    || (last != null && now.isBefore(last.plus(BETWEEN_UPDATES)) && delivery.checkRun() != null)) {
                return delivery;
            }
            next = null;
            last = now;
            doing = step.doing();
            Delivery shown = delivery.doing(doing);
            CheckRunId checkRun = delivery.checkRun();
            try {
                log.save(shown);
                if (checkRun != null) {
                    checkRuns.update(
                            delivery.order().repository(),
                            checkRun,
                            run(shown, null, messages.inProgress(shown, step.attempts(), step.resources())));
                }
            } catch (GoneException | UnavailableException e) {
                Log.debugf("%s: progress is not shown: %s", delivery.order(), e.getMessage());
            }
            return shown;
        }
    }
}
