package io.github.ksailbot.endtoend;

import static io.github.ksailbot.endtoend.BotWorld.annotations;
import static io.github.ksailbot.endtoend.BotWorld.conclusions;
import static io.github.ksailbot.endtoend.BotWorld.overall;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.example.ExampleChange;
import io.github.ksailbot.sandbox.example.ExampleChanges;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import io.github.ksailbot.sandbox.github.hook.Delivery;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged bot and a GitHub: real HTTP, real Git, real signatures, GitHub's contract enforced. */
class PullRequestVerdictIT {
    private static final List<String> ALL_GOOD =
            List.of("ksail / validate (local): success", "ksail / validate (prod): success", "ksail: success");
    private static final List<String> ALL_BAD =
            List.of("ksail / validate (local): failure", "ksail / validate (prod): failure", "ksail: failure");
    private static final String SERVICE = "k8s/bases/apps/web/service.yaml";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static BotWorld world;

    @BeforeAll
    static void start(@TempDir Path data) {
        world = BotWorld.start(data);
    }

    @AfterAll
    static void stop() {
        List<String> logs = world.logs();
        world.close();
        assertThat(logs).noneMatch(line -> line.contains("ghs_") || line.contains("PRIVATE KEY"));
        assertThat(logs).noneMatch(line -> line.contains(" ERROR "));
    }

    @AfterEach
    void gitHubsContractIsKept() {
        assertThat(world.gitHub.contractViolations()).isEmpty();
    }

    @Test
    void goodChange_passes() {
        SandboxPullRequest pull = world.open(ExampleChanges.good());

        world.awaitVerdict(pull);

        assertThat(conclusions(pull.checkRuns())).isEqualTo(ALL_GOOD);
        assertThat(annotations(pull.checkRuns())).isEmpty();
        assertThat(pull.comments()).hasSize(1);
    }

    @Test
    void brokenChange_failsOnTheLinesThatAreWrong() {
        ExampleChange change = ExampleChanges.broken();
        SandboxPullRequest pull = world.open(change);

        world.awaitVerdict(pull);

        assertThat(conclusions(pull.checkRuns())).isEqualTo(ALL_BAD);
        assertThat(annotations(pull.checkRuns())).isEqualTo(linesOf(change));
        assertThat(overall(pull.checkRuns()).get(0).title).isEqualTo("3 new errors in local and prod");
        assertThat(pull.comments()).singleElement().satisfies(comment -> {
            assertThat(comment.author.login()).isEqualTo(world.app.botLogin());
            assertThat(comment.body).contains("3 new errors");
        });
    }

    @Test
    void secondPush_editsTheCommentAndConcludesTheNewHead() {
        SandboxPullRequest pull = open("fix-in-two-steps", Map.of(SERVICE, "kind: Service\n"));
        world.awaitVerdict(pull);
        assertThat(overall(pull.checkRuns()).get(0).conclusion).isEqualTo("failure");
        long comment = pull.comments().get(0).id;

        pull.push("Mend it", Map.of(SERVICE, file(SERVICE) + "# mended\n"));
        world.awaitVerdict(pull);

        assertThat(conclusions(pull.checkRuns())).isEqualTo(ALL_GOOD);
        assertThat(pull.comments()).singleElement().satisfies(edited -> assertThat(edited.id)
                .isEqualTo(comment));
    }

    @Test
    void sameDeliveryTwice_doesNothingTwice() {
        world.gitHub.webhooks().duplicateNext(delivery -> delivery.kind().equals("pull_request.opened"));
        SandboxPullRequest pull = open("twice", Map.of("notes.txt", "twice"));
        world.awaitVerdict(pull);
        Delivery opened = deliveries(pull).get(0);
        world.gitHub.webhooks().redeliver(opened.id());
        awaitQuiet(pull);

        assertThat(conclusions(pull.checkRuns())).isEqualTo(ALL_GOOD);
        assertThat(pull.comments()).hasSize(1);
    }

    @Test
    void eventsOutOfOrder_endInTheSameState() {
        world.gitHub.webhooks().hold();
        SandboxPullRequest pull = open("disorder", Map.of("notes.txt", "one"));
        pull.push("Two", Map.of("notes.txt", "two"));
        pull.push("Three", Map.of("notes.txt", "three"));
        world.gitHub.webhooks().reversePending();
        world.gitHub.webhooks().release();

        world.awaitVerdict(pull);
        awaitQuiet(pull);

        assertThat(conclusions(pull.checkRuns())).isEqualTo(ALL_GOOD);
        assertThat(pull.comments()).hasSize(1);
    }

    @Test
    void forcePushDuringARun_leavesNoCheckRunHanging() {
        SandboxPullRequest pull = open("force", Map.of("notes.txt", "one"));
        String first = pull.headSha();
        world.gitHub.await(
                "the first head's check run", () -> !world.shop.checkRuns(first).isEmpty(), BotWorld.PATIENCE);
        pull.forcePush("Again", Map.of("notes.txt", "other"));

        world.awaitVerdict(pull);
        world.gitHub.await(
                "the end of the first head's check runs",
                () -> world.shop.checkRuns(first).stream().allMatch(BotWorld::isCompleted),
                BotWorld.PATIENCE);

        assertThat(conclusions(pull.checkRuns())).isEqualTo(ALL_GOOD);
        assertThat(overall(world.shop.checkRuns(first))).hasSize(1);
        assertThat(overall(world.shop.checkRuns(first)).get(0).conclusion).isIn("cancelled", "success");
        assertThat(pull.comments()).hasSize(1);
    }

    @Test
    void reRun_makesANewSetOfCheckRuns() {
        SandboxPullRequest pull = open("re-run", Map.of("notes.txt", "one"));
        world.awaitVerdict(pull);
        CheckRun overall = overall(pull.checkRuns()).get(0);

        world.shop.rerequest(overall);
        world.gitHub.await(
                "a second set of check runs",
                () -> pull.checkRuns().size() == 6 && pull.checkRuns().stream().allMatch(BotWorld::isCompleted),
                BotWorld.PATIENCE);

        assertThat(overall(pull.checkRuns())).hasSize(2);
        assertThat(pull.comments()).hasSize(1);
    }

    @Test
    void mergeGroup_isJudgedByItsOwnHead() {
        SandboxPullRequest pull = open("queued", Map.of("notes.txt", "queued"));
        world.awaitVerdict(pull);

        String group = pull.enqueue().headSha();
        world.gitHub.await(
                "the group's check runs",
                () -> world.shop.checkRuns(group).size() == 3
                        && world.shop.checkRuns(group).stream().allMatch(BotWorld::isCompleted),
                BotWorld.PATIENCE);

        assertThat(conclusions(world.shop.checkRuns(group))).isEqualTo(ALL_GOOD);
    }

    @Test
    void fork_isJudged() {
        SandboxRepository fork = world.gitHub.user("stranger").fork(world.shop);
        SandboxPullRequest pull = world.shop.openFrom(
                fork.commit("typo", "Typo", Map.of(SERVICE, "apiVersion: v1\nkind: Servise\n")), "From a fork");

        world.awaitVerdict(pull);

        assertThat(overall(pull.checkRuns()).get(0).conclusion).isEqualTo("failure");
    }

    @Test
    void hostileNames_reachNobody() {
        String name = "@everyone ![x](http://track.example/x.png) <img src=x> `\n## owned";
        SandboxPullRequest pull = open(
                "hostile",
                Map.of(
                        SERVICE,
                        "apiVersion: v1\nkind: Service\nmetadata:\n  name: \"" + name.replace("\n", "\\n")
                                + "\"\nspec:\n  portz: 1\n"));

        world.awaitVerdict(pull);

        String said = pull.comments().get(0).body
                + String.join(
                        "\n",
                        pull.checkRuns().stream()
                                .map(run -> run.title + "\n" + run.summary)
                                .toList());
        assertThat(said).doesNotContain("\n## owned").doesNotContain("<img").doesNotContain("![x](http");
        assertThat(overall(pull.checkRuns()).get(0).conclusion).isEqualTo("failure");
    }

    @Test
    void settingsOfTheHead_doNotLoosenItsGate() {
        String ksail = "ksail.prod.yaml";
        SandboxPullRequest pull = open(
                "loosen",
                Map.of(
                        ksail, file(ksail) + "    validation:\n      skipKinds: [Service]\n",
                        SERVICE, file(SERVICE) + "  portz: 1\n"));

        world.awaitVerdict(pull);

        assertThat(overall(pull.checkRuns()).get(0).conclusion).isEqualTo("failure");
    }

    @Test
    void apiCalls_forAVerdict() {
        SandboxPullRequest warm = open("warm", Map.of("notes.txt", "warm"));
        world.awaitVerdict(warm);
        world.gitHub.clearRequests();

        SandboxPullRequest pull = open("diet", Map.of("notes.txt", "diet"));
        world.awaitVerdict(pull);

        assertThat(world.gitHub.requests()).hasSizeLessThanOrEqualTo(8);
    }

    private static SandboxPullRequest open(String branch, Map<String, String> files) {
        return world.shop.commit(branch, "Change " + branch, files).openPullRequest("Change " + branch);
    }

    private static String file(String path) {
        String text = world.shop.file("main", path);
        assertThat(text).as(path).isNotNull();
        return String.valueOf(text);
    }

    private static List<Delivery> deliveries(SandboxPullRequest pull) {
        return world.gitHub.webhooks().log("pull_request.opened").stream()
                .filter(delivery -> delivery.payload().contains("\"number\":" + pull.number()))
                .toList();
    }

    /** A later pull request is judged by the same queue: when it has its verdict, earlier events are through. */
    private static void awaitQuiet(SandboxPullRequest pull) {
        SandboxPullRequest later =
                open("after-" + pull.number() + "-" + System.nanoTime(), Map.of("notes.txt", "after"));
        world.awaitVerdict(later);
    }

    private static List<String> linesOf(ExampleChange change) {
        return change.mistakes().stream()
                .flatMap(mistake -> Stream.generate(() -> mistake.path() + ":" + mistake.line())
                        .limit(mistake.environments().size()))
                .sorted()
                .toList();
    }
}
