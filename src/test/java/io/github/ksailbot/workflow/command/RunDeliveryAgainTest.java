package io.github.ksailbot.workflow.command;

import static io.github.ksailbot.workflow.deliver.DeliveryWorld.A;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.B;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.PROD;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.SHOP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.DeliveryWorld;
import io.github.ksailbot.workflow.deliver.Order;
import io.github.ksailbot.workflow.deliver.RerunLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDeliveryAgainTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Subject.Rerun RERUN = new Subject.Rerun(SHOP, 1);

    private final DeliveryWorld world = new DeliveryWorld();
    private final Requests requests = new Requests();
    private Permission permission = Permission.WRITE;

    @BeforeEach
    void delivered() {
        Order order = new Order(
                SHOP, PROD, "main", A, "merge", Order.Kind.RECONCILE, Set.of("apps"), Duration.ofMinutes(2), B);
        world.log.order(List.of(order), List.of(new Subject.Notice(SHOP, 7)));
        Delivery delivery = requireNonNull(world.log.all.get(1L));
        world.log.save(delivery.announced(new CheckRunId(1), null)
                .settled(new Settlement(Conclusion.FAILURE, null, "It failed", ""), NOON)
                .told());
    }

    private void press() throws Exception {
        requests.waiting = new RerunLog.Request("dev", NOON);
        run();
    }

    private void run() throws Exception {
        new RunDeliveryAgain(
                        requests,
                        world.log,
                        (repository, login) -> login.equals("dev") ? permission : Permission.NONE,
                        world.branch,
                        world.gitHub,
                        new DeliveryWorld.Texts())
                .run(RERUN);
    }

    @Test
    void button_ordersTheSameOnceMore() throws Exception {
        press();
        press();
        run();

        assertThat(world.log.all).hasSize(2);
        Order again = requireNonNull(world.log.all.get(2L)).order();
        assertThat(again.asksTheSameAs(requireNonNull(world.log.all.get(1L)).order()))
                .isTrue();
        assertThat(again.origin()).isEqualTo("rerun-1-" + NOON.toEpochMilli());
        assertThat(world.log.followedBy(new Subject.Notice(SHOP, 7))).hasSize(2);
        assertThat(requests.waiting).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,false,false",
        "READ,false,false",
        "TRIAGE,false,false",
        "WRITE,false,true",
        "WRITE,true,false",
        "MAINTAIN,true,true",
        "ADMIN,true,true"
    })
    void button_takesThePermissionOfACommand(Permission who, boolean production, boolean allowed) throws Exception {
        permission = who;
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {production: " + production + "}}\n");
        press();

        assertThat(world.log.all).hasSize(allowed ? 2 : 1);
        if (!allowed) {
            assertThat(world.gitHub.runs.values()).containsExactly("ksail / deliver (prod) FAILURE");
            assertThat(requireNonNull(world.gitHub.contents.get(new CheckRunId(1)))
                            .output()
                            .summary())
                    .startsWith("`dev` asked to run this again. This takes the permission")
                    .contains("yours is `" + who.word() + "`");
        }
        assertThat(requests.waiting).isNull();
    }

    @Test
    void commitThatIsNotTheNewestAnyMore_isNotDeliveredAgain() throws Exception {
        world.branch.head = B;
        press();

        assertThat(world.log.all).hasSize(1);
        assertThat(requireNonNull(world.gitHub.contents.get(new CheckRunId(1)))
                        .output()
                        .summary())
                .contains("`main` has moved to `bbbbbbb` since");
    }

    @Test
    void deliveryThatGoesOn_needsNoOther() throws Exception {
        Delivery running = requireNonNull(world.log.all.get(1L));
        world.log.save(Delivery.ordered(1, running.order(), NOON).started(NOON).announced(running.checkRun(), null));
        press();

        assertThat(world.log.all).hasSize(1);
        assertThat(requests.waiting).isNull();
    }

    @Test
    void checkRunThatNobodyKnows_isPassedOver() throws Exception {
        requests.waiting = new RerunLog.Request("dev", NOON);
        new RunDeliveryAgain(
                        requests,
                        new DeliveryWorld().log,
                        (repository, login) -> permission,
                        world.branch,
                        world.gitHub,
                        new DeliveryWorld.Texts())
                .run(RERUN);

        assertThat(requests.waiting).isNull();
    }

    private static final class Requests implements RerunLog {
        private @Nullable Request waiting;

        @Override
        public Optional<Request> waiting(Subject.Rerun rerun) {
            return Optional.ofNullable(waiting);
        }

        @Override
        public void close(Subject.Rerun rerun, Request handled) {
            if (handled.equals(waiting)) {
                waiting = null;
            }
        }
    }
}
