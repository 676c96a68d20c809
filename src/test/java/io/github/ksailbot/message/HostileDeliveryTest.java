package io.github.ksailbot.message;

import static io.github.ksailbot.message.HostileTextTest.assertHarmless;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.command.Answer;
import io.github.ksailbot.workflow.command.CommandLines;
import io.github.ksailbot.workflow.command.Instruction;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import io.github.ksailbot.workflow.deliver.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever clusters, registries, branches and people say, GitHub shows it as text. */
class HostileDeliveryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final MarkdownDeliveryMessages DELIVERIES = new MarkdownDeliveryMessages("0.1.0");
    private static final MarkdownCommandMessages COMMANDS = new MarkdownCommandMessages("0.1.0");

    @Provide
    Arbitrary<String> hostile() {
        return HostileTextTest.texts();
    }

    private static Delivery delivery(String a, String b, String c) {
        return Delivery.ordered(
                        1,
                        new Order(
                                new RepositoryRef(7, 70, "acme", "shop"),
                                new EnvironmentName("prod"),
                                a.isEmpty() ? "main" : a,
                                new CommitId("a".repeat(40)),
                                "merge",
                                Order.Kind.MERGE,
                                Set.of(),
                                null,
                                null),
                        NOON)
                .started(NOON)
                .pushed(b, c)
                .doing(b);
    }

    @Property(tries = 150)
    void everythingAboutADelivery_isText(
            @ForAll("hostile") String a, @ForAll("hostile") String b, @ForAll("hostile") String c) {
        List<ResourceState> resources = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            resources.add(new ResourceState(a, b, c, phase, a, b, c));
        }
        Diagnosis diagnosis = new Diagnosis(
                a,
                List.of(new Diagnosis.Cause(a, b, c, a), new Diagnosis.Cause("", c, "", "")),
                List.of(new Diagnosis.Log(b, List.of(c, a, b))),
                List.of(a, b));
        Reconciliation failed =
                new Reconciliation(Convergence.BEHIND, resources, List.of(a), new Reconciliation.Failure(b, false));
        String details = DELIVERIES.details(List.of(a, b), resources, List.of(c), diagnosis);
        assertHarmless(details);

        List<String> all = new ArrayList<>();
        List<Delivery> ended = new ArrayList<>();
        for (Conclusion conclusion : Conclusion.values()) {
            ended.add(delivery(a, b, c)
                    .settled(
                            new Settlement(
                                    conclusion,
                                    Convergence.DIVERGED,
                                    DELIVERIES.summary(failed, Diagnosis.NONE),
                                    details),
                            NOON));
        }
        for (Delivery one : ended) {
            for (CheckRunOutput output : List.of(
                    DELIVERIES.ended(one),
                    DELIVERIES.notAgain(one, a),
                    DELIVERIES.inProgress(delivery(a, b, c), List.of(c), resources))) {
                all.add(output.summary());
                all.add(output.text());
                assertThat(output.title()).doesNotContain("\n", "\u202E", "\u200B", "\u0000");
            }
            all.add(DELIVERIES.notice(List.of(one)));
            all.add(COMMANDS.status(List.of(one)));
        }
        all.add(DELIVERIES.notice(List.of(delivery(a, b, c))));
        all.add(COMMANDS.diagnosis(failed, diagnosis));
        all.add(COMMANDS.refused(a));
        all.forEach(HostileTextTest::assertHarmless);
    }

    @Property(tries = 150)
    void everythingAboutACommand_isText(@ForAll("hostile") String a, @ForAll("hostile") String b) {
        Instruction instruction = new Instruction(a, "/ksail push " + b + "\n/ksail " + a, null, null, NOON, NOON);

        assertHarmless(COMMANDS.answer(
                instruction,
                new CommandLines().in(instruction.body()),
                Map.of(0, new Answer(true, "", delivery(a, b, a)), 1, new Answer(false, COMMANDS.refused(b), null))));
    }
}
