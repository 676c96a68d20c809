package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubApiTest {
    private static final RepositoryRef REPOSITORY = new RepositoryRef(7, 9, "acme", "fleet");
    private static final Subject.PullRequest PULL = new Subject.PullRequest(REPOSITORY, 3);
    private static final String PULL_LINE = "GET /repos/acme/fleet/pulls/3";
    private static final String PULL_BODY =
            "{\"state\":\"open\",\"head\":{\"sha\":\"" + "a".repeat(40) + "\",\"repo\":{\"id\":9}},\"base\":{\"sha\":\""
                    + "b".repeat(40) + "\",\"ref\":\"main\",\"repo\":{\"id\":9}}}";
    private static final CheckRun RUN = new CheckRun("ksail", "id", null, new CheckRunOutput("t", "s", "", List.of()));

    private ScriptedGitHub github;

    @BeforeEach
    void start() throws IOException {
        github = new ScriptedGitHub();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void read_renamedRepository_isFollowed() throws Exception {
        github.on(PULL_LINE, 301, "", "Location", "/repositories/9/pulls/3")
                .on("GET /repositories/9/pulls/3", 200, PULL_BODY);
        Revision revision = github.adapters().revisions().current(PULL);
        assertThat(revision.baseBranch()).isEqualTo("main");
        assertThat(revision.fork()).isFalse();
    }

    @Test
    void write_renamedRepository_staysAWrite() throws Exception {
        github.on(
                        "POST /repos/acme/fleet/check-runs",
                        307,
                        "",
                        "Location",
                        github.address() + "/repositories/9/check-runs")
                .on("POST /repositories/9/check-runs", 201, "{\"id\":5}");
        CheckRunId id = github.adapters().checkRuns().create(REPOSITORY, new CommitId("a".repeat(40)), RUN);
        assertThat(id).isEqualTo(new CheckRunId(5));
    }

    @Test
    void read_redirectToAnotherHost_isRefusedAndTheTokenStaysHere() throws Exception {
        try (ScriptedGitHub other = new ScriptedGitHub()) {
            github.on(PULL_LINE, 302, "", "Location", other.address() + "/steal");
            assertThatThrownBy(() -> github.adapters().revisions().current(PULL))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("redirected to another host");
            assertThat(other.requests).isEmpty();
        }
    }

    @Test
    void read_redirectsInACircle() {
        github.on(PULL_LINE, 301, "", "Location", "/repos/acme/fleet/pulls/3");
        assertThatThrownBy(() -> github.adapters().revisions().current(PULL))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("too often");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 451})
    void read_notThere_isGone(int status) {
        github.on(PULL_LINE, status, "{\"message\":\"No\"}");
        assertThatThrownBy(() -> github.adapters().revisions().current(PULL))
                .isInstanceOf(GoneException.class)
                .hasMessage("GitHub answered " + status + " to " + PULL_LINE + ": No");
    }

    @ParameterizedTest
    @CsvSource({
        "403, Retry-After, 30, '', 30",
        "429, Retry-After, 30, '', 30",
        "429, X-Other, x, '', 60",
        "403, X-Other, x, You have exceeded a secondary rate limit, 60",
        "403, Retry-After, 999999, '', 4200",
    })
    void read_rateLimited(int status, String header, String value, String message, long seconds) {
        github.on(PULL_LINE, status, "{\"message\":\"" + message + "\"}", header, value);
        assertThatThrownBy(() -> github.adapters().revisions().current(PULL))
                .isInstanceOf(UnavailableException.class)
                .extracting(e -> ((UnavailableException) e).retryAfter())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void read_primaryLimit_untilTheReset() {
        github.on(PULL_LINE, 403, "{}", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1772367000");
        assertThatThrownBy(() -> github.adapters().revisions().current(PULL))
                .isInstanceOf(UnavailableException.class)
                .extracting(e -> ((UnavailableException) e).retryAfter())
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void read_permissionMissing_namesIt() {
        github.on(
                PULL_LINE,
                403,
                "{\"message\":\"Resource not accessible by integration\"}",
                "X-Accepted-GitHub-Permissions",
                "pull_requests=read");
        assertThatThrownBy(() -> github.adapters().revisions().current(PULL))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("`pull_requests=read`")
                .extracting(e -> ((UnavailableException) e).retryAfter())
                .isNull();
    }

    @Test
    void read_keyRefused_saysWhatToCheck() {
        github.on(
                "POST /app/installations/7/access_tokens",
                401,
                "{\"message\":\"A JSON web token could not be decoded\"}");
        assertThatThrownBy(() -> github.adapters().revisions().current(PULL))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Check the App's id and private key");
    }

    @Test
    void read_notUnderstood_isAMistakeOfOurs() {
        github.on(PULL_LINE, 422, "{\"message\":\"Validation Failed\"}");
        assertThatThrownBy(() -> github.adapters().revisions().current(PULL)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void read_pageOfAProxy() {
        github.on(PULL_LINE, 502, "<html>Bad gateway</html>");
        assertThatThrownBy(() -> github.adapters().revisions().current(PULL))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("GitHub answered 502 to " + PULL_LINE);
    }

    @Test
    void read_nobodyThere() {
        GitHubAdapters adapters = github.adapters();
        github.close();
        assertThatThrownBy(() -> adapters.revisions().current(PULL))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("did not answer");
    }

    @Test
    void create_forACommitThatWasPushedAway_isGone() {
        github.on("POST /repos/acme/fleet/check-runs", 422, "{\"message\":\"No commit found for SHA: aaaa\"}");
        assertThatThrownBy(() -> github.adapters().checkRuns().create(REPOSITORY, new CommitId("a".repeat(40)), RUN))
                .isInstanceOf(GoneException.class);
    }

    @Test
    void put_lockedConversation_isLeftAlone() throws Exception {
        github.on("GET /repos/acme/fleet/issues/3/comments", 200, "[]")
                .on(
                        "POST /repos/acme/fleet/issues/3/comments",
                        403,
                        "{\"message\":\"Unable to create comment because issue is locked.\"}");
        github.adapters().commentBoard().put(PULL, CommentBoard.Topic.VERDICT, "verdict");
        assertThat(github.requests).endsWith("POST /repos/acme/fleet/issues/3/comments");
    }

    @Test
    void put_commentThatNamesNoApp_isOursByItsLogin() throws Exception {
        String marked = ",\"body\":\"<!-- ksail-bot:verdict -->\",\"performed_via_github_app\":null,\"user\":";
        github.on("GET /app", 200, "{\"slug\":\"our-bot\"}")
                .on(
                        "GET /repos/acme/fleet/issues/3/comments",
                        200,
                        "[{\"id\":1" + marked + "{\"login\":\"other-bot[bot]\",\"type\":\"Bot\"}},{\"id\":2" + marked
                                + "{\"login\":\"our-bot[bot]\",\"type\":\"User\"}},{\"id\":3" + marked
                                + "{\"login\":\"our-bot[bot]\",\"type\":\"Bot\"}}]")
                .on("PATCH /repos/acme/fleet/issues/comments/3", 200, "{}");
        github.adapters().commentBoard().put(PULL, CommentBoard.Topic.VERDICT, "verdict");
        assertThat(github.requests).endsWith("PATCH /repos/acme/fleet/issues/comments/3");
    }

    @Test
    void put_commentByAPersonThroughTheApp_isNotOurs() throws Exception {
        github.on(
                        "GET /repos/acme/fleet/issues/3/comments",
                        200,
                        "[{\"id\":1,\"body\":\"<!-- ksail-bot:verdict -->\",\"performed_via_github_app\":{\"id\":42},"
                                + "\"user\":{\"login\":\"mona\",\"type\":\"User\"}}]")
                .on("POST /repos/acme/fleet/issues/3/comments", 201, "{\"id\":2}");
        github.adapters().commentBoard().put(PULL, CommentBoard.Topic.VERDICT, "verdict");
        assertThat(github.requests).endsWith("POST /repos/acme/fleet/issues/3/comments");
    }

    @Test
    void read_signsAsTheAppAndThenAsTheInstallation() throws Exception {
        github.on(PULL_LINE, 200, PULL_BODY);
        github.adapters().revisions().current(PULL);
        assertThat(github.authorizations).hasSize(2);
        assertThat(github.authorizations.get(0)).matches("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(github.authorizations.get(1)).isEqualTo("Bearer ghs_x");
    }
}
