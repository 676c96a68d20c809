package io.github.ksailbot.workflow.command;

import static io.github.ksailbot.workflow.deliver.DeliveryWorld.A;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.B;
import static io.github.ksailbot.workflow.deliver.DeliveryWorld.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.DeliveryWorld;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import io.github.ksailbot.workflow.deliver.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandsTest {
    private static final Subject.Comment COMMENT = new Subject.Comment(SHOP, 3, 99);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final DeliveryWorld world = new DeliveryWorld();
    private final Commands log = new Commands();
    private final List<String> reactions = new ArrayList<>();
    private Permission permission = Permission.WRITE;
    private Revision revision = new Revision(B, A, "main", false, true);
    private boolean deleted;
    private String comment = "";

    private void run(String body) throws Exception {
        run(body, B, null);
    }

    private void run(String body, @Nullable CommitId seen, @Nullable Instant movedAt) throws Exception {
        log.instruction = new Instruction("dev", body, seen, movedAt, NOON, NOON);
        runAgain();
    }

    private void runAgain() throws Exception {
        CommandDesk desk = new CommandDesk(
                log,
                world.log,
                (repository, login) -> permission,
                subject -> revision,
                world.branch,
                world.cluster,
                new Texts());
        new RunCommands(log, desk, this::react, this::put, new Texts()).run(COMMENT);
    }

    private void react(Subject.Comment on, Reactions.Reaction reaction) throws GoneException {
        if (deleted) {
            throw new GoneException("404");
        }
        reactions.add(reaction.name());
    }

    private void put(Subject.PullRequest on, CommentBoard.Topic topic, String body) {
        assertThat(topic).isEqualTo(CommentBoard.Topic.answerTo(99));
        comment = body;
    }

    @Test
    void push_ordersTheDeliveredBranchAndAnswersWhenItIsDone() throws Exception {
        run("/ksail push prod");

        assertThat(log.orders).singleElement().satisfies(order -> {
            assertThat(order.commit()).isEqualTo(world.branch.head);
            assertThat(order.kind()).isEqualTo(Order.Kind.PUSH);
            assertThat(order.origin()).isEqualTo("comment-99-0");
        });
        assertThat(reactions).containsExactly("SEEN");
        assertThat(comment).isEqualTo("0 ordered");

        log.conclude(Conclusion.SUCCESS);
        runAgain();
        assertThat(log.orders).hasSize(1);
        assertThat(reactions).containsExactly("SEEN", "DONE");
        assertThat(log.waiting(COMMENT)).isEmpty();
    }

    @Test
    void reconcile_thatFails_endsAsRefused() throws Exception {
        run("/ksail reconcile prod --exclude apps --timeout 2m");
        log.conclude(Conclusion.FAILURE);
        runAgain();

        assertThat(log.orders).singleElement().satisfies(order -> {
            assertThat(order.exclude()).containsExactly("apps");
            assertThat(order.timeout()).isEqualTo(Duration.ofMinutes(2));
        });
        assertThat(reactions).containsExactly("SEEN", "REFUSED");
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,push prod,false", "READ,push prod,false", "TRIAGE,push prod,false", "WRITE,push prod,true",
        "MAINTAIN,push prod,true", "ADMIN,push prod,true", "TRIAGE,diagnose prod,false", "TRIAGE,reconcile prod,false",
        "READ,status,true", "READ,help,true", "NONE,status,false", "NONE,help,false"
    })
    void command_takesThePermissionOfItsAuthorNow(Permission who, String command, boolean allowed) throws Exception {
        permission = who;
        run("/ksail " + command);

        assertThat(comment.contains("refused")).isEqualTo(!allowed);
        if (!allowed) {
            assertThat(comment).contains("GitHub says that yours is `" + who.word() + "`");
            assertThat(log.orders).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"WRITE,false", "MAINTAIN,true", "ADMIN,true"})
    void productionEnvironment_takesMaintain(Permission who, boolean allowed) throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {production: true}}\n");
        permission = who;
        run("/ksail push prod");

        assertThat(log.orders).hasSize(allowed ? 1 : 0);
        assertThat(comment.contains("production environment")).isEqualTo(!allowed);
    }

    @Test
    void headThatMoved_isRefusedWithBothCommits() throws Exception {
        revision = new Revision(A, A, "main", false, true);
        run("/ksail push prod");

        assertThat(log.orders).isEmpty();
        assertThat(comment)
                .isEqualTo(
                        "0 refused: You saw `bbbbbbb`, but this pull request has moved to `aaaaaaa`. Look at that, then"
                                + " say it again.");
    }

    @Test
    void headThatCameAfterTheComment_isRefusedThoughItsEventCameFirst() throws Exception {
        run("/ksail push prod", B, NOON);

        assertThat(log.orders).isEmpty();
        assertThat(comment).contains("You saw an older commit");
    }

    @Test
    void headThatNobodyKnew_isRefused() throws Exception {
        run("/ksail push prod", null, null);

        assertThat(comment).contains("Say it again");
    }

    @Test
    void closedPullRequest_cannotMove() throws Exception {
        revision = new Revision(A, A, "main", false, false);
        run("/ksail push prod");

        assertThat(log.orders).hasSize(1);
    }

    @Test
    void unknownEnvironment_isNamedWithTheNearest() throws Exception {
        run("/ksail push prd");

        assertThat(comment)
                .isEqualTo(
                        "0 refused: `prd` is no environment of the delivered branch; did you mean `prod`? It declares"
                                + " `local`, `prod`.");
    }

    @Test
    void brokenSettings_letNobodyDoAnything() throws Exception {
        world.branch.files.put(".github/ksail-bot.yaml", "environments: {prod: {production: perhaps}}\n");
        run("/ksail push prod");

        assertThat(comment).contains("nobody knows who may do this");
        assertThat(log.orders).isEmpty();
    }

    @Test
    void obstacle_isTold() throws Exception {
        world.cluster.obstacle = "No cluster is set up.";
        run("/ksail push prod");

        assertThat(comment).isEqualTo("0 refused: No cluster is set up.");
    }

    @Test
    void deletedComment_isTakenBack() throws Exception {
        deleted = true;
        run("/ksail push prod");

        assertThat(log.orders).isEmpty();
        assertThat(log.waiting(COMMENT)).isEmpty();
    }

    @Test
    void severalCommands_areAnsweredTogether() throws Exception {
        run("/ksail status\n/ksail pusch\n/ksail diagnose prod");

        assertThat(comment)
                .startsWith("0 status\n1 refused: `pusch` is no command")
                .endsWith("2 diagnosis");
        assertThat(reactions).containsExactly("SEEN", "REFUSED");
    }

    @Test
    void crashBetweenOrderAndAnswer_ordersNothingTwice() throws Exception {
        log.killAfterOrder = true;
        try {
            run("/ksail push prod\n/ksail status");
        } catch (IllegalStateException killed) {
            log.killAfterOrder = false;
        }
        runAgain();

        assertThat(log.orders).hasSize(1);
        assertThat(comment).isEqualTo("0 ordered\n1 status");
    }

    private static final class Commands implements CommandLog {
        private final Map<Integer, Answer> answers = new HashMap<>();
        private final List<Order> orders = new ArrayList<>();
        private @Nullable Instruction instruction;
        private boolean killAfterOrder;

        @Override
        public Optional<Instruction> waiting(Subject.Comment on) {
            return Optional.ofNullable(instruction);
        }

        @Override
        public Map<Integer, Answer> answers(Subject.Comment on) {
            return Map.copyOf(answers);
        }

        @Override
        public void answer(Subject.Comment on, int line, boolean good, String text) {
            answers.putIfAbsent(line, new Answer(good, text, null));
        }

        @Override
        public void order(Subject.Comment on, int line, Order order, Instant asked) {
            orders.add(order);
            answers.put(line, new Answer(true, "", Delivery.ordered(1, order, NOON)));
            if (killAfterOrder) {
                throw new IllegalStateException("killed");
            }
        }

        void conclude(Conclusion conclusion) {
            answers.replaceAll((line, answer) -> new Answer(
                    true,
                    "",
                    answer.delivery() == null
                            ? null
                            : answer.delivery()
                                    .settled(new Delivery.Settlement(conclusion, null, "", ""), NOON)
                                    .told()));
        }

        @Override
        public void close(Subject.Comment on) {
            instruction = null;
        }
    }

    private static final class Texts implements CommandMessages {
        @Override
        public String answer(Instruction instruction, List<CommandLine> lines, Map<Integer, Answer> answers) {
            return answers.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(one -> one.getKey() + " "
                            + (one.getValue().delivery() == null
                                    ? one.getValue().text()
                                    : "ordered"))
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public String refused(String reason) {
            return "refused: " + reason;
        }

        @Override
        public String help() {
            return "help";
        }

        @Override
        public String status(List<Delivery> deliveries) {
            return "status";
        }

        @Override
        public String diagnosis(Reconciliation observed, Diagnosis diagnosis) {
            return "diagnosis";
        }
    }
}
