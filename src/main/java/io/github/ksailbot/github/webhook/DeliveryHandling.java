package io.github.ksailbot.github.webhook;

import io.github.ksailbot.job.JobQueue;
import io.github.ksailbot.store.DeliveryStore;
import io.github.ksailbot.store.DeliveryStore.Pending;
import io.github.ksailbot.store.Wakeup;
import io.github.ksailbot.store.Wanted;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Handles stored deliveries: right after they came, and those that a crash or a failure left over. */
final class DeliveryHandling {
    /** Younger ones are being handled by whoever took them in. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private static final int BATCH = 500;

    private final DeliveryStore deliveries;
    private final EventRouting routing;
    private final Consumer<List<Wakeup>> wake;
    private final Clock clock;

    /** @param wake {@link JobQueue#wake} outside of tests */
    DeliveryHandling(DeliveryStore deliveries, EventRouting routing, Consumer<List<Wakeup>> wake, Clock clock) {
        this.deliveries = deliveries;
        this.routing = routing;
        this.wake = wake;
        this.clock = clock;
    }

    /** Handles one delivery; a second time, or on two replicas, does nothing. */
    void handle(Pending delivery) {
        try {
            byte[] body = deliveries.payload(delivery.id()).orElse(new byte[0]);
            List<Wanted> wanted = routing.route(delivery.event(), Payload.parse(body));
            List<Wakeup> wakeups = deliveries.handled(delivery.id(), wanted);
            wake.accept(wakeups);
            Log.debugf("Delivery %s of %s: %s", delivery.id(), delivery.event(), wakeups);
        } catch (PayloadException | RuntimeException e) {
            Log.errorf(e, "Delivery %s of %s could not be handled", delivery.id(), delivery.event());
            deliveries.failed(delivery.id(), String.valueOf(e.getMessage()));
        }
    }

    /** @param settled whether to leave those alone that came just now; not right after a start */
    void handlePending(boolean settled) {
        for (Pending delivery : deliveries.pending(settled ? clock.instant().minus(SETTLED) : clock.instant(), BATCH)) {
            handle(delivery);
        }
    }
}
