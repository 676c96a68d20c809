package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.settings.EnvironmentSettings;
import io.github.ksailbot.engine.settings.RepositorySettings;
import io.github.ksailbot.engine.settings.RepositorySettingsReader;
import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Mainline.Head;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One delivery, from its order to the end. */
final class DeliveryRun {
    private final Mainline mainline;
    private final Destinations destinations;
    private final DeliveryLog log;
    private final DeliveryBoard board;
    private final DeliveryMessages messages;
    private final Clock clock;
    private final Pause pause;
    private final Turn turn;

    DeliveryRun(
            Mainline mainline,
            Destinations destinations,
            DeliveryLog log,
            DeliveryBoard board,
            DeliveryMessages messages,
            Clock clock,
            Pause pause) {
        this.mainline = mainline;
        this.destinations = destinations;
        this.log = log;
        this.board = board;
        this.messages = messages;
        this.clock = clock;
        this.pause = pause;
        this.turn = new Turn(log);
    }

    /** @return false when it has to wait for other environments, which wake the job when they end */
    boolean deliver(Delivery ordered, Cancellation cancellation) throws UnavailableException, GoneException {
        Order order = ordered.order();
        Head head = mainline.head(order.repository(), order.branch());
        if (!head.commit().equals(order.commit())) {
            Log.infof("%s: %s has moved to %s", order, order.branch(), head.commit());
            log.lookAgain(order.repository());
            try (Checkout now = mainline.open(order.repository(), head)) {
                settle(ordered, Overtaking.byBranch(order, head, now));
            }
            return true;
        }
        try (Checkout checkout = mainline.open(order.repository(), head)) {
            RepositorySettings settings = new RepositorySettingsReader().read(checkout.tree());
            DeclaredEnvironments declared = DeclaredEnvironments.of(checkout.tree(), destinations);
            if (turn.hasToWait(ordered, checkout, settings, declared)) {
                return false;
            }
            if (!settings.areSound()) {
                settle(
                        ordered,
                        new Settlement(
                                Conclusion.ACTION_REQUIRED,
                                null,
                                "Nothing is delivered, because the settings of delivery have a mistake. "
                                        + DeclaredEnvironments.mistake(settings)
                                        + " The merge that puts it right is delivered",
                                ""));
                return true;
            }
            Optional<Environment> environment = declared.find(order.environment());
            if (environment.isEmpty()) {
                settle(
                        ordered,
                        new Settlement(
                                Conclusion.ACTION_REQUIRED,
                                null,
                                declared.unreadable(order.environment())
                                        .map(why -> "The environment's ksail file cannot be read any more. " + why)
                                        .orElse("The branch does not declare the environment any more"),
                                ""));
                return true;
            }
            Optional<String> obstacle = declared.obstacle(order.repository(), environment.get());
            if (obstacle.isPresent()) {
                settle(ordered, new Settlement(Conclusion.ACTION_REQUIRED, null, obstacle.get(), ""));
                return true;
            }
            deliver(ordered, checkout, environment.get(), settings.of(order.environment()), cancellation);
            return true;
        }
    }

    private void deliver(
            Delivery ordered,
            Checkout checkout,
            Environment environment,
            EnvironmentSettings settings,
            Cancellation cancellation)
            throws UnavailableException, GoneException {
        Delivery delivery = ordered.started(clock.instant());
        log.save(delivery);
        delivery = board.announce(delivery, settings.production());
        log.save(delivery);
        DeliverySteps steps = new DeliverySteps(
                delivery,
                log,
                board.updates(),
                messages,
                clock,
                pause,
                cancellation,
                NodeConfiguration.notes(checkout, turn.since(delivery), environment));
        Settlement settlement;
        try (Destination destination = destinations.open(delivery.order().repository(), environment)) {
            settlement = steps.run(destination, checkout, settings, environment);
        } catch (DeliveryFailedException e) {
            settlement = new Settlement(Conclusion.ACTION_REQUIRED, null, String.valueOf(e.getMessage()), "");
        } catch (CancellationException e) {
            if (cancellation.isStopping() || !log.isOvertaken(steps.delivery())) {
                throw e;
            }
            settlement = overtaken(steps.delivery());
        }
        settle(steps.delivery(), settlement);
    }

    /** Of a delivery that another merge's order overtook. */
    Settlement overtaken(Delivery delivery) {
        Order order = delivery.order();
        return Overtaking.byOrder(log.latestMerge(order.repository(), order.environment())
                .map(newer -> newer.order().commit())
                .orElse(null));
    }

    private void settle(Delivery delivery, Settlement settlement) throws UnavailableException, GoneException {
        Delivery settled = delivery.settled(settlement, clock.instant());
        log.save(settled);
        log.save(board.end(settled));
    }
}
