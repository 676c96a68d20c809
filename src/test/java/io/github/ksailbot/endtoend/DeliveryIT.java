package io.github.ksailbot.endtoend;

import static io.github.ksailbot.endtoend.BotWorld.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.github.SandboxAccount;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Deployment;
import io.github.ksailbot.sandbox.github.rest.Fault;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged bot with a registry and two clusters: what is merged is delivered, and what people ask for is done. */
class DeliveryIT {
    @SuppressWarnings("NullAway.Init") // before all tests
    private static BotWorld world;

    private static int changes;

    @BeforeAll
    static void start(@TempDir Path data) {
        world = BotWorld.delivering(data);
        world.awaitDelivered(world.shop.sha("main"));
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
    void merge_endsConvergedInBothEnvironments() {
        SandboxPullRequest pull = change();

        String merge = pull.merge();
        world.awaitDelivered(merge);

        assertThat(world.deliverRuns(merge))
                .extracting(run -> run.name + ": " + run.conclusion)
                .containsExactlyInAnyOrder("ksail / deliver (local): success", "ksail / deliver (prod): success");
        assertThat(world.fleet().registry().tags("acme/shop")).contains("sha-" + merge, "prod", "local");
        assertThat(world.deployments(merge))
                .extracting(deployment -> deployment.environment + " " + deployment.state())
                .containsExactlyInAnyOrder("local success", "prod success");
        assertThat(world.deployments(merge).get(0).statuses)
                .extracting(Deployment.Status::state)
                .containsExactly("queued", "in_progress", "success");
        assertThat(world.deployments(merge).get(0).statuses)
                .allMatch(status -> status.logUrl().contains("/runs/"));
        Comment comment = world.awaitNotice(pull, "Delivered to local and prod");
        assertThat(comment.body).contains("CONVERGED", "`" + merge.substring(0, 7) + "`", "`sha256:");
        world.assertTagsHold(merge);
        assertThat(world.fleet().place("local").cluster().get("apps/v1", "Deployment", "shop", "web"))
                .as("what Argo CD applied")
                .isNotNull();
    }

    @Test
    void twoMergesInARow_endWithTheLastOne() {
        SandboxPullRequest first = change();
        SandboxPullRequest second = world.shop
                .commit(
                        "theme-" + ++changes,
                        "Theme",
                        Map.of("k8s/bases/apps/web/theme.properties", "colour=" + changes))
                .openPullRequest("Theme");

        first.merge();
        String last = second.merge();
        world.awaitDelivered(last);

        world.assertTagsHold(last);
        world.awaitNotice(second, "Delivered to local and prod");
        world.gitHub.await(
                "a word on the first",
                () -> world.notices(first).stream()
                                .allMatch(one -> one.body.contains("Superseded") || one.body.contains("Delivered"))
                        && !world.notices(first).isEmpty(),
                PATIENCE);
        assertThat(world.notices(first)).hasSize(1);
    }

    @Test
    void otherBranchesAndMergeQueues_deliverNothing() {
        String before = world.shop.sha("main");
        List<String> tags = world.fleet().registry().tags("acme/shop");
        SandboxPullRequest pull = change();
        SandboxPullRequest.Queued queued = pull.enqueue();
        world.shop.commit("release", "Release", Map.of("k8s/bases/apps/web/theme.properties", "colour=other"));
        world.awaitVerdict(pull);
        world.gitHub.await("the group's verdict", () -> isJudged(queued.headSha()), PATIENCE);

        assertThat(world.shop.sha("main")).isEqualTo(before);
        assertThat(world.fleet().registry().tags("acme/shop")).isEqualTo(tags);
        assertThat(world.deliverRuns(queued.headSha())).isEmpty();
        assertThat(world.deliverRuns("release")).isEmpty();
        queued.leave("dequeued");
    }

    @Test
    void failingEnvironment_doesNotStopTheOther() {
        world.fleet()
                .place("prod")
                .flux()
                .script()
                .always(
                        "Kustomization",
                        "flux-system",
                        "flux-system",
                        Behaviour.fails("BuildFailed", "kustomize build failed: no such file"));
        SandboxPullRequest pull = change();

        String merge = pull.merge();
        world.awaitEnded(merge);
        world.fleet()
                .place("prod")
                .flux()
                .script()
                .always("Kustomization", "flux-system", "flux-system", Behaviour.normal());

        assertThat(world.deliverRuns(merge))
                .extracting(run -> run.name + ": " + run.conclusion)
                .containsExactlyInAnyOrder("ksail / deliver (local): success", "ksail / deliver (prod): failure");
        Comment notice = world.awaitNotice(pull, "Not delivered to prod");
        assertThat(notice.body).contains("no such file", "/ksail diagnose prod");
        assertThat(world.deployments(merge))
                .extracting(deployment -> deployment.environment + " " + deployment.state())
                .containsExactlyInAnyOrder("local success", "prod failure");

        world.shop.rerequest(world.deliverRuns(merge).stream()
                .filter(run -> run.name.equals("ksail / deliver (prod)"))
                .findFirst()
                .orElseThrow());

        world.awaitNotice(pull, "Delivered to local and prod");
        assertThat(world.deliverRuns(merge))
                .extracting(run -> run.name + ": " + run.conclusion)
                .containsExactlyInAnyOrder(
                        "ksail / deliver (local): success",
                        "ksail / deliver (prod): failure",
                        "ksail / deliver (prod): success");
    }

    @Test
    void commands_ofWhoMayWrite_areDoneAndAnsweredInOneComment() {
        SandboxPullRequest pull = change();
        world.awaitVerdict(pull);

        long id = pull.comment("Let us see.\n/ksail status\n/ksail push prod\n/ksail reconcile prod --timeout 1m\n");

        Comment answer = awaitAnswer(pull, id, "rocket");
        assertThat(answer.body).contains("/ksail status", "CONVERGED", "Nothing to push", "Asked by `dev`");
        assertThat(reactions(pull, id)).containsExactly("eyes", "rocket");
        assertThat(world.shop.has("main")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "triage", "none"})
    void command_ofWhoMayNot_isRefusedWithTheReason(String permission) {
        SandboxAccount stranger = world.gitHub.user("stranger-" + permission);
        if (!permission.equals("none")) {
            world.shop.collaborator(stranger.login(), permission);
        }
        SandboxPullRequest pull = change();
        world.awaitVerdict(pull);
        int before = world.fleet().registry().requests().size();

        long id = pull.as(stranger).comment("/ksail push prod");

        Comment answer = awaitAnswer(pull, id, "-1");
        assertThat(answer.body).contains("takes the permission `write`");
        assertThat(world.fleet().registry().requests()).hasSize(before);
    }

    @Test
    void command_thatCannotBeUnderstood_isAnsweredWithWhatWasMeant() {
        SandboxPullRequest pull = change();
        world.awaitVerdict(pull);

        long unknown = pull.comment("/ksail push prd");
        long injected = pull.comment("/ksail push prod;$(id)");

        assertThat(awaitAnswer(pull, unknown, "-1").body).contains("did you mean `prod`?");
        assertThat(awaitAnswer(pull, injected, "-1").body).contains("cannot be the name of an environment");
    }

    @Test
    void command_onAHeadThatMoved_isRefused() {
        SandboxPullRequest pull = change();
        world.awaitVerdict(pull);
        String seen = pull.headSha();
        // GitHub does not answer when the bot asks who this is, so that it asks again after the push.
        world.gitHub
                .faults()
                .next(1, line -> line.path().endsWith("/collaborators/dev/permission"), new Fault.Status(503));
        int before = world.fleet().registry().requests().size();

        long id = pull.comment("/ksail push prod");
        pull.push("More", Map.of("README.md", "more " + changes));

        Comment answer = awaitAnswer(pull, id, "-1");
        assertThat(answer.body)
                .contains("You saw `" + seen.substring(0, 7) + "`")
                .contains("has moved to `" + pull.headSha().substring(0, 7) + "`");
        assertThat(world.fleet().registry().requests()).hasSize(before);
    }

    @Test
    void command_editedOrByABot_isPassedOver() {
        SandboxPullRequest pull = change();
        world.awaitVerdict(pull);
        int comments = pull.comments().size();

        long id = pull.comment("lgtm");
        pull.editComment(id, "/ksail push prod");
        long last = pull.comment("/ksail help");

        awaitAnswer(pull, last, "rocket");
        assertThat(reactions(pull, id)).isEmpty();
        assertThat(pull.comments()).hasSize(comments + 3);
    }

    private static SandboxPullRequest change() {
        int number = ++changes;
        return world.shop
                .commit(
                        "change-" + number,
                        "Change " + number,
                        Map.of("k8s/bases/apps/api/settings.env", "LOG_LEVEL=info\nCHANGE=" + number + "\n"))
                .openPullRequest("Change " + number);
    }

    private static boolean isJudged(String commit) {
        return world.shop.checkRuns(commit).stream()
                .anyMatch(run -> run.name.equals("ksail") && BotWorld.isCompleted(run));
    }

    /** @param reaction that ends it; empty for any */
    private static Comment awaitAnswer(SandboxPullRequest pull, long id, String reaction) {
        world.gitHub.await(
                "the answer to " + id,
                () -> reactions(pull, id).stream()
                        .anyMatch(one -> reaction.isEmpty() ? !one.equals("eyes") : one.equals(reaction)),
                PATIENCE);
        return pull.comments().stream()
                .filter(one -> one.body.contains("<!-- ksail-bot:answer-" + id + " -->"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> reactions(SandboxPullRequest pull, long id) {
        return pull.comments().stream()
                .filter(one -> one.id == id)
                .flatMap(one -> one.reactions.stream())
                .map(Comment.Reaction::content)
                .toList();
    }
}
