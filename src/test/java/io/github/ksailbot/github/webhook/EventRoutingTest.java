package io.github.ksailbot.github.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.JdbcVerdictLog;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.TestDatabase;
import io.github.ksailbot.store.Wanted;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.VerdictLog.Attempt;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventRoutingTest {
    private static final RepositoryRef HELLO = new RepositoryRef(957387, 186853002, "Codertocat", "Hello-World");
    private static final Subject SECOND = new Subject.PullRequest(HELLO, 2);
    private static final CommitId HEAD = new CommitId("ec26c3e57ca3a959ca5aad62de7213c562f8c821");
    private static final CommitId BASE = new CommitId("380387fbc80638b734a49e1be1c4dfec1c01b33c");

    private final Database database = TestDatabase.h2();
    private final SubjectStore subjects = new SubjectStore(database, Clock.systemUTC());
    private final JdbcVerdictLog verdicts = new JdbcVerdictLog(database, Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"opened", "reopened", "ready_for_review"})
    void pullRequest_changed_isLookedAt(String action) throws Exception {
        assertThat(route("pull_request", pullRequest(action))).containsExactly(Wanted.at(SECOND, HEAD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"labeled", "assigned", "edited", "converted_to_draft", "made_up", ""})
    void pullRequest_otherwise_isLeftAlone(String action) throws Exception {
        assertThat(route("pull_request", pullRequest(action))).isEmpty();
    }

    @Test
    void pullRequest_pushedTo_saysWhenItsHeadCame() throws Exception {
        assertThat(route("pull_request", pullRequest("synchronize")))
                .containsExactly(Wanted.moved(SECOND, HEAD, Instant.parse("2019-05-15T15:20:33Z")));
    }

    @Test
    void pullRequest_closed_hasTheDeliveredBranchLookedAt() throws Exception {
        assertThat(route("pull_request", pullRequest("closed")))
                .containsExactly(Wanted.at(SECOND, HEAD), Wanted.of(new Subject.Mainline(HELLO)));
    }

    @ParameterizedTest
    @CsvSource({
        "refs/heads/master,true",
        "refs/heads/release/1,false",
        "refs/heads/master/1,false",
        "refs/heads/gh-readonly-queue/main/pr-1-abc,false",
        "refs/tags/main,false",
        "refs/pull/1/head,false"
    })
    void push_toTheDefaultBranch_hasTheDeliveredBranchLookedAt(String ref, boolean looked) throws Exception {
        String payload = Payloads.text("push").replaceFirst("\"ref\": \"[^\"]*\"", "\"ref\": \"" + ref + "\"");
        RepositoryRef repository =
                Payload.parse(payload.getBytes(UTF_8)).repository().orElseThrow();
        assertThat(route("push", payload))
                .isEqualTo(looked ? List.of(Wanted.of(new Subject.Mainline(repository))) : List.of());
    }

    @Test
    void comment_withACommandOnAPullRequest_isKeptAsItWasWritten() throws Exception {
        List<Wanted> wanted = route("issue_comment", command("/ksail push prod"));
        assertThat(wanted).singleElement().satisfies(one -> {
            assertThat(one.subject()).isInstanceOf(Subject.Comment.class);
            assertThat(Objects.requireNonNull(one.written()).body()).isEqualTo("/ksail push prod");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\": \"User\"=>\"type\": \"Bot\"",
                "\"pull_request\": =>\"pulls\": ",
                "\"action\": \"created\"=>\"action\": \"edited\"",
                "\"action\": \"created\"=>\"action\": \"deleted\"",
                "\"body\": \"/ksail push prod\"=>\"body\": \"You are right\"",
                "\"body\": \"/ksail push prod\"=>\"performed_via_github_app\": {\"id\": 7}, \"body\": \"/ksail push"
                        + " prod\""
            })
    void comment_otherwise_isLeftAlone(String change) throws Exception {
        String[] sides = change.split("=>", 2);
        String payload = command("/ksail push prod").replace(sides[0], sides[1]);
        assertThat(payload).isNotEqualTo(command("/ksail push prod"));
        assertThat(route("issue_comment", payload)).isEmpty();
    }

    /** A comment on a pull request, as GitHub sends it. */
    private static String command(String body) {
        return Payloads.text("issue_comment.created")
                .replaceFirst("\"body\": \"You are totally right[^\"]*\"", "\"body\": \"" + body + "\"")
                .replaceFirst("\"issue\": \\{", "\"issue\": {\"pull_request\": {\"url\": \"https://example.org\"},");
    }

    @Test
    void pullRequest_editedWithAnotherBase_isLookedAt() throws Exception {
        String payload = pullRequest("edited")
                .replaceFirst("\\{", "{\"changes\":{\"base\":{\"ref\":{\"from\":\"old\"},\"sha\":{\"from\":\"x\"}}},");
        assertThat(route("pull_request", payload)).containsExactly(Wanted.at(SECOND, HEAD));
    }

    @Test
    void pullRequest_editedTitle_isLeftAlone() throws Exception {
        String payload = pullRequest("edited").replaceFirst("\\{", "{\"changes\":{\"title\":{\"from\":\"old\"}},");
        assertThat(route("pull_request", payload)).isEmpty();
    }

    @Test
    void mergeGroup_checksRequested_isLookedAt() throws Exception {
        String payload = Payloads.text("merge_group.checks_requested");
        RepositoryRef repository =
                Payload.parse(payload.getBytes(UTF_8)).repository().orElseThrow();
        CommitId head = new CommitId("2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d");
        assertThat(route("merge_group", payload))
                .containsExactly(Wanted.at(new Subject.MergeGroup(repository, head, BASE, "main"), head));
        assertThat(route("merge_group", payload.replace("checks_requested", "destroyed")))
                .isEmpty();
    }

    @Test
    void checkSuite_rerequested_asksForItsPullRequestsAgain() throws Exception {
        assertThat(route("check_suite", Payloads.text("check_suite.rerequested"), 29310))
                .containsExactly(Wanted.again(SECOND, HEAD));
    }

    @Test
    void checkSuite_ofAnotherApp_isLeftAlone() throws Exception {
        assertThat(route("check_suite", Payloads.text("check_suite.rerequested"), 29311))
                .isEmpty();
    }

    @Test
    void checkSuite_namingPullRequestsElsewhere_leavesThemAlone() throws Exception {
        String payload = Payloads.text("check_suite.rerequested")
                .replaceFirst("(\"base\": \\{[^{]*\"repo\": \\{\\s*\"id\": )186853002", "$199");
        assertThat(route("check_suite", payload, 29310)).isEmpty();
    }

    @Test
    void checkRun_ofAFork_asksForWhatWasJudgedAtItsHead() throws Exception {
        String payload = Payloads.text("check_run.rerequested");
        RepositoryRef repository =
                Payload.parse(payload.getBytes(UTF_8)).repository().orElseThrow();
        CommitId head = new CommitId("d6fde92930d4715a2b49857d24b940956b26d2d3");
        assertThat(route("check_run", payload, 2)).isEmpty();

        RepositoryRef earlier = new RepositoryRef(1, repository.id(), "old-owner", "old-name");
        judged(new Subject.PullRequest(earlier, 7), head);
        judged(new Subject.MergeGroup(earlier, head, BASE, "main"), head);
        judged(new Subject.PullRequest(earlier, 8), HEAD);
        assertThat(route("check_run", payload, 2))
                .containsExactly(
                        Wanted.again(new Subject.PullRequest(repository, 7), head),
                        Wanted.again(new Subject.MergeGroup(repository, head, BASE, "main"), head));
    }

    @Test
    void checkRun_ofADelivery_asksForItOnceMore_byWhoPressedTheButton() throws Exception {
        String payload = Payloads.text("check_run.rerequested")
                .replaceFirst("\"external_id\": \"[^\"]*\"", "\"external_id\": \"deliver:prod:c0ffee:merge\"");
        RepositoryRef repository =
                Payload.parse(payload.getBytes(UTF_8)).repository().orElseThrow();
        judged(new Subject.PullRequest(repository, 7), new CommitId("d6fde92930d4715a2b49857d24b940956b26d2d3"));

        assertThat(route("check_run", payload, 2)).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo(new Subject.Rerun(repository, 4));
            assertThat(one.actor()).isEqualTo("octocat");
        });
        assertThat(route("check_run", payload, 3)).isEmpty();
        assertThat(route("check_run", payload.replace("\"type\": \"User\"", "\"type\": \"Bot\""), 2))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "2147483648", "\"x\"", "null"})
    void pullRequest_withAnImpossibleNumber_isMalformed(String number) {
        String payload = pullRequest("opened").replace("\"number\": 2", "\"number\": " + number);
        assertThatThrownBy(() -> route("pull_request", payload))
                .isInstanceOf(PayloadException.class)
                .hasMessage("it names no pull request");
    }

    @Test
    void pullRequest_withAnImpossibleHead_isMalformed() {
        String payload = pullRequest("opened").replace(HEAD.value(), "main; rm -rf /");
        assertThatThrownBy(() -> route("pull_request", payload)).isInstanceOf(PayloadException.class);
    }

    private void judged(Subject.Proposal subject, CommitId head) {
        subjects.want(List.of(Wanted.at(subject, head)));
        verdicts.begin(subject, new Attempt(head, BASE, 0, Conclusion.SUCCESS));
    }

    private static String pullRequest(String action) {
        return Payloads.text("pull_request.synchronize")
                .replace("\"action\": \"synchronize\"", "\"action\": \"" + action + "\"");
    }

    private List<Wanted> route(String event, String payload) throws PayloadException {
        return route(event, payload, 1);
    }

    private List<Wanted> route(String event, String payload, long appId) throws PayloadException {
        return new EventRouting(subjects, appId).route(event, Payload.parse(payload.getBytes(UTF_8)));
    }
}
