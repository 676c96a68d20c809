package io.github.ksailbot.github.webhook;

import io.github.ksailbot.config.BotSettings;
import io.github.ksailbot.job.Chore;
import io.github.ksailbot.job.JobQueue;
import io.github.ksailbot.store.DeliveryStore;
import io.github.ksailbot.store.JdbcCommandLog;
import io.github.ksailbot.store.JdbcDeliveryLog;
import io.github.ksailbot.store.JdbcRerunLog;
import io.github.ksailbot.store.SubjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the door and keeps the deliveries' house. */
final class WebhookBeans {
    private static final Duration CHORES = Duration.ofMinutes(1);
    private static final Duration MAX_BODY_TIME = Duration.ofSeconds(30);
    private static final long MAX_BODIES = 8 * WebhookDoor.MAX_BODY;
    /** Long after any pull request's last event; an older one is simply judged again. */
    private static final Duration KEEP_SUBJECTS = Duration.ofDays(180);

    @Produces
    @Singleton
    Credentials credentials(Config config) {
        return Credentials.from(config);
    }

    @Produces
    @Singleton
    DeliveryHandling handling(
            DeliveryStore deliveries, SubjectStore subjects, JobQueue jobs, Credentials credentials, Clock clock) {
        return new DeliveryHandling(deliveries, new EventRouting(subjects, credentials.appId()), jobs::wake, clock);
    }

    @Produces
    @Singleton
    Chore deliveries(
            Instance<DeliveryHandling> handling,
            DeliveryStore deliveries,
            SubjectStore subjects,
            JdbcDeliveryLog rollouts,
            JdbcCommandLog commands,
            JdbcRerunLog reruns,
            BotSettings settings,
            Clock clock) {
        AtomicBoolean settled = new AtomicBoolean();
        return new Chore("deliveries", CHORES, () -> {
            handling.get().handlePending(settled.getAndSet(true));
            Instant now = clock.instant();
            deliveries.forget(
                    now.minus(settings.deliveries().keepPayloads()),
                    now.minus(settings.deliveries().keep()));
            subjects.forget(now.minus(KEEP_SUBJECTS));
            rollouts.forget(now.minus(KEEP_SUBJECTS));
            reruns.forget(now.minus(KEEP_SUBJECTS));
            // longer than the webhooks that brought them: one that GitHub sends again must not be obeyed again
            commands.forget(now.minus(KEEP_SUBJECTS).minus(settings.deliveries().keep()));
        });
    }

    void open(
            @Observes Router router,
            Vertx vertx,
            Credentials credentials,
            DeliveryStore deliveries,
            DeliveryHandling handling,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.github-app.webhook-url-path") String path) {
        Intake intake = new Intake(new Signature(credentials.webhookSecret()), deliveries);
        WebhookDoor door = new WebhookDoor(
                vertx,
                new BodyReader(vertx, WebhookDoor.MAX_BODY, MAX_BODIES, MAX_BODY_TIME),
                intake::accept,
                handling::handle,
                meters);
        // Before everything that reads bodies, and before the door of quarkus-github-app.
        router.route(path).order(Integer.MIN_VALUE).handler(door::handle);
    }
}
