package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.sandbox.github.SandboxPullRequest;
import io.github.ksailbot.sandbox.github.rest.Fault;
import io.github.ksailbot.workflow.Annotation;
import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.CheckRuns.Existing;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubCheckRunsTest {
    private SandboxedGitHub sandbox;
    private SandboxPullRequest pullRequest;
    private CheckRuns runs;
    private CommitId head;

    @BeforeEach
    void start() {
        sandbox = new SandboxedGitHub();
        pullRequest = sandbox.pullRequest("topic");
        runs = sandbox.adapters.checkRuns();
        head = new CommitId(pullRequest.headSha());
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.github.contractViolations()).isEmpty();
        sandbox.close();
    }

    @Test
    void create_manyAnnotations_batchesOfFiftyTheLastOneConcludes() throws Exception {
        runs.create(sandbox.ref(), head, run("ksail", Conclusion.FAILURE, 120));
        assertThat(sandbox.recorded())
                .filteredOn(request -> request.path().contains("check-runs"))
                .extracting(request ->
                        request.method() + (request.body().contains("\"completed\"") ? " done" : " going on"))
                .containsExactly("POST going on", "PATCH going on", "PATCH done");
        var made = pullRequest.checkRuns().get(0);
        assertThat(made.annotations).hasSize(120);
        assertThat(made.annotations.get(0).startLine()).isEqualTo(1);
        assertThat(made.annotations.get(119).startLine()).isEqualTo(120);
        assertThat(made.conclusion).isEqualTo("failure");
        assertThat(made.externalId).isEqualTo("id:ksail");
    }

    @Test
    void create_everyConclusionAndLevel() throws Exception {
        for (Conclusion conclusion : Conclusion.values()) {
            runs.create(sandbox.ref(), head, run(conclusion.name(), conclusion, 3));
        }
        assertThat(pullRequest.checkRuns())
                .extracting(run -> run.conclusion)
                .containsExactlyInAnyOrder("success", "failure", "action_required", "cancelled");
        assertThat(pullRequest.checkRuns().get(0).annotations)
                .extracting(annotation -> annotation.level())
                .containsExactly("failure", "warning", "notice");
    }

    @Test
    void create_textsOverTheLimits_areCutBetweenCodePoints() throws Exception {
        String huge = "😀".repeat(40_000);
        CheckRunOutput output = new CheckRunOutput(
                huge, huge, huge, List.of(new Annotation("a", 1, 0, Severity.NOTICE, huge, huge, huge)));
        runs.create(sandbox.ref(), head, new CheckRun("ksail", "id", Conclusion.SUCCESS, output));
        assertThat(pullRequest.checkRuns().get(0).title).isEqualTo("😀".repeat(63));
    }

    @Test
    void find_whatAnEarlierAttemptMade_byExternalId() throws Exception {
        CheckRunId first = runs.create(sandbox.ref(), head, run("ksail", null, 0));
        CheckRunId again = runs.create(sandbox.ref(), head, run("ksail", null, 60));
        CheckRunId other = runs.create(sandbox.ref(), head, run("other", Conclusion.SUCCESS, 2));
        assertThat(again).isNotEqualTo(first);
        assertThat(runs.find(sandbox.ref(), head))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("id:ksail", new Existing(again, false, 60), "id:other", new Existing(other, true, 2)));
        assertThat(runs.find(sandbox.ref(), new CommitId(pullRequest.baseSha())))
                .isEmpty();
    }

    @Test
    void find_moreThanAPage() throws Exception {
        for (int i = 0; i < 101; i++) {
            runs.create(sandbox.ref(), head, run("run-" + i, Conclusion.SUCCESS, 0));
        }
        assertThat(runs.find(sandbox.ref(), head)).hasSize(101);
    }

    @Test
    void create_cutAfterwards_isFoundByTheNextAttempt() throws Exception {
        sandbox.github.faults().next(1, line -> line.path().endsWith("/check-runs"), new Fault.CutAfter());
        assertThatThrownBy(() -> runs.create(sandbox.ref(), head, run("ksail", null, 0)))
                .isInstanceOf(UnavailableException.class);
        assertThat(runs.find(sandbox.ref(), head)).containsOnlyKeys("id:ksail");
    }

    @Test
    void create_tokenRevoked_onceMoreWithAFreshOne() throws Exception {
        runs.find(sandbox.ref(), head);
        sandbox.github.faults().next(1, line -> line.path().endsWith("/check-runs"), new Fault.Status(401));
        runs.create(sandbox.ref(), head, run("ksail", null, 0));
        assertThat(sandbox.requests())
                .filteredOn(request -> request.endsWith("access_tokens"))
                .hasSize(2);
    }

    @Test
    void token_expires_isMadeAnewBeforeThat() throws Exception {
        runs.find(sandbox.ref(), head);
        sandbox.clock.advance(Duration.ofMinutes(54));
        runs.find(sandbox.ref(), head);
        assertThat(sandbox.requests())
                .filteredOn(request -> request.endsWith("access_tokens"))
                .hasSize(1);
        sandbox.clock.advance(Duration.ofMinutes(2));
        runs.find(sandbox.ref(), head);
        assertThat(sandbox.requests())
                .filteredOn(request -> request.endsWith("access_tokens"))
                .hasSize(1);
    }

    @Test
    void create_rateLimited_waitsAndAsksNobodyMeanwhile() throws Exception {
        runs.find(sandbox.ref(), head);
        sandbox.github.faults().next(new Fault.SecondaryRateLimited(Duration.ofSeconds(90)));
        assertThatThrownBy(() -> runs.create(sandbox.ref(), head, run("ksail", null, 0)))
                .isInstanceOf(UnavailableException.class)
                .extracting(e -> ((UnavailableException) e).retryAfter())
                .isEqualTo(Duration.ofSeconds(90));
        sandbox.requests();
        sandbox.clock.advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> runs.create(sandbox.ref(), head, run("ksail", null, 0)))
                .isInstanceOf(UnavailableException.class)
                .extracting(e -> ((UnavailableException) e).retryAfter())
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(sandbox.requests()).isEmpty();
        sandbox.clock.advance(Duration.ofSeconds(61));
        runs.create(sandbox.ref(), head, run("ksail", null, 0));
    }

    @Test
    void create_budgetSpent_waitsUntilItIsRefilled() throws Exception {
        runs.find(sandbox.ref(), head);
        sandbox.clock.advance(Duration.ofMinutes(61));
        sandbox.github.rateLimits().budget(1);
        runs.find(sandbox.ref(), head);
        sandbox.clock.advance(Duration.ofMinutes(10));
        assertThatThrownBy(() -> runs.create(sandbox.ref(), head, run("ksail", null, 0)))
                .isInstanceOf(UnavailableException.class)
                .extracting(e -> ((UnavailableException) e).retryAfter())
                .isEqualTo(Duration.ofMinutes(50));
    }

    @Test
    void create_serverError_isUnavailable() throws Exception {
        runs.find(sandbox.ref(), head);
        sandbox.github.faults().next(new Fault.Status(502));
        assertThatThrownBy(() -> runs.create(sandbox.ref(), head, run("ksail", null, 0)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("502 to POST /repos/acme/fleet/check-runs");
    }

    @Test
    void create_permissionMissing_saysWhich() {
        sandbox.installation.permissions(Map.of("contents", "read", "metadata", "read", "pull_requests", "write"));
        assertThatThrownBy(() -> runs.create(sandbox.ref(), head, run("ksail", null, 0)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("app-manifest.yml");
    }

    @Test
    void create_uninstalledOrSuspendedOrUnknown_isGone() {
        RepositoryRef unknown = new RepositoryRef(sandbox.installation.id(), 1, "acme", "unknown");
        assertThatThrownBy(() -> runs.create(unknown, head, run("ksail", null, 0)))
                .isInstanceOf(GoneException.class);
        sandbox.installation.suspend();
        assertThatThrownBy(() -> runs.create(sandbox.ref(), head, run("ksail", null, 0)))
                .isInstanceOf(GoneException.class);
        sandbox.installation.uninstall();
        GitHubAdapters fresh = sandbox.adapters(sandbox.clock, false);
        assertThatThrownBy(() -> fresh.checkRuns().create(sandbox.ref(), head, run("ksail", null, 0)))
                .isInstanceOf(GoneException.class);
    }

    @Test
    void create_dryRun_writesNothing() throws Exception {
        CheckRuns dry = sandbox.adapters(sandbox.clock, true).checkRuns();
        CheckRunId id = dry.create(sandbox.ref(), head, run("ksail", null, 60));
        dry.update(sandbox.ref(), id, run("ksail", Conclusion.SUCCESS, 60));
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void failures_carryNoToken() {
        sandbox.github.faults().next(100, line -> line.path().contains("check-runs"), new Fault.Status(500));
        String token = sandbox.installation.token();
        assertThatThrownBy(() -> runs.create(sandbox.ref(), head, run("ksail", null, 0)))
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("ghs_", token, "Bearer"));
    }

    private static CheckRun run(
            String name, @org.jspecify.annotations.Nullable Conclusion conclusion, int annotations) {
        Severity[] severities = Severity.values();
        List<Annotation> list = IntStream.rangeClosed(1, annotations)
                .mapToObj(i -> new Annotation(
                        "ksail.yaml",
                        i,
                        i % 2,
                        severities[(i - 1) % 3],
                        "rule",
                        "message " + i,
                        i % 2 == 0 ? "" : "why"))
                .toList();
        return new CheckRun(name, "id:" + name, conclusion, new CheckRunOutput("Title", "Summary", "", list));
    }
}
