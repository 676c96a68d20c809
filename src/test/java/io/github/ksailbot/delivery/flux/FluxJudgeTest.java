package io.github.ksailbot.delivery.flux;

import static io.github.ksailbot.delivery.flux.FluxObjects.NEW;
import static io.github.ksailbot.delivery.flux.FluxObjects.OLD;
import static io.github.ksailbot.delivery.flux.FluxObjects.gitRepository;
import static io.github.ksailbot.delivery.flux.FluxObjects.kustomization;
import static io.github.ksailbot.delivery.flux.FluxObjects.ociRepository;
import static io.github.ksailbot.delivery.flux.FluxObjects.release;
import static io.github.ksailbot.delivery.flux.FluxObjects.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.flux.FluxJudge.Question;
import io.github.ksailbot.delivery.flux.FluxVerdict.Outcome;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FluxJudgeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String COMMIT = "c".repeat(40);
    private static final Goal PUSHED = new Goal(
            "dev",
            "main",
            COMMIT,
            "sha256:" + "1".repeat(64),
            new SyncReference("ghcr.io/acme/fleet", "dev", "./"),
            Set.of());
    private static final Goal GIT =
            new Goal("dev", "main", COMMIT, null, null, Set.of("https://github.com/acme/fleet"));

    private final Patience patience = new Patience(START);

    private static FluxObjects source() {
        return ociRepository("oci://ghcr.io/acme/fleet", "dev").ready().holds(NEW);
    }

    private static FluxObjects applied(String name) {
        return kustomization(name).revisions(NEW, NEW).ready().inventory("apps_web_apps_Deployment");
    }

    private FluxVerdict judge(Goal goal, FluxObjects... objects) {
        return judge(goal, Set.of(), objects);
    }

    private FluxVerdict judge(Goal goal, Set<String> exclude, FluxObjects... objects) {
        Question question = new Question(goal, exclude, Map.of(), release -> false, false);
        return new FluxJudge(Timings.DEFAULT, new Redactor()).judge(state(objects), question, patience);
    }

    private void after(Duration passed) {
        patience.at(START.plus(passed));
    }

    private static ResourceState resource(FluxVerdict verdict, String name) {
        return verdict.resources().stream()
                .filter(resource ->
                        resource.name().equals(name) && !resource.kind().endsWith("Repository"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingReadyAtTheDeliveredDigest_converged() {
        FluxVerdict verdict = judge(PUSHED, source(), applied("flux-system"), applied("apps"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.DONE);
        assertThat(verdict.convergence()).isEqualTo(Convergence.CONVERGED);
    }

    @Test
    void everythingReadyAtTheMergeCommit_converged() {
        String revision = "main@sha1:" + COMMIT;
        FluxObjects git = gitRepository("ssh://git@github.com/Acme/fleet.git", "main")
                .ready()
                .holds(revision);
        FluxObjects root = kustomization("flux-system")
                .source("GitRepository", "flux-system")
                .revisions(revision, revision)
                .ready()
                .inventory("apps_web_apps_Deployment");
        assertThat(judge(GIT, git, root).convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(judge(
                                GIT,
                                gitRepository("https://github.com/acme/fleet", "other")
                                        .ready()
                                        .holds(revision),
                                root)
                        .convergence())
                .isNotEqualTo(Convergence.CONVERGED);
    }

    @Test
    void sourceHoldsSomethingElse_isDivergedAfterAWhile() {
        FluxObjects source =
                ociRepository("oci://ghcr.io/acme/fleet", "dev").ready().holds(OLD);
        assertThat(judge(PUSHED, source, applied("flux-system")).outcome()).isEqualTo(Outcome.WAIT);
        after(Duration.ofSeconds(31));
        judge(PUSHED, source, applied("flux-system"));
        after(Duration.ofSeconds(60));
        FluxVerdict verdict = judge(PUSHED, source, applied("flux-system"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(verdict.cause()).contains("dev@sha256:000000000000").contains("sha256:111111111111");
    }

    @Test
    void missingManifest_failsAtOnce_butAnAuthenticationFailureMayHeal() {
        FluxObjects gone = ociRepository("oci://ghcr.io/acme/fleet", "dev")
                .notReady("OCIArtifactPullFailed", "MANIFEST_UNKNOWN: manifest unknown");
        FluxVerdict verdict = judge(PUSHED, gone);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.convergence()).isEqualTo(Convergence.BEHIND);

        FluxObjects denied = ociRepository("oci://ghcr.io/acme/fleet", "dev")
                .notReady("OCIArtifactPullFailed", "401 Unauthorized for oci://bot:hunter2secret@ghcr.io")
                .retrying();
        assertThat(judge(PUSHED, denied).outcome()).isEqualTo(Outcome.WAIT);
        assertThat(judge(PUSHED, denied).cause()).contains("401").doesNotContain("hunter2secret");
        after(Duration.ofSeconds(61));
        assertThat(judge(PUSHED, denied).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void suspendedSource_failsAtOnce() {
        FluxVerdict verdict = judge(PUSHED, source().suspended(), applied("flux-system"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.cause()).contains("suspended");
    }

    @Test
    void nothingApplied_isNoSuccess() {
        FluxVerdict empty = judge(
                PUSHED,
                source(),
                kustomization("flux-system").revisions(NEW, NEW).ready());
        assertThat(empty.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(empty.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(empty.cause()).contains("applied no object");

        assertThat(judge(PUSHED, source()).outcome()).isEqualTo(Outcome.WAIT);
        after(Duration.ofMinutes(3));
        FluxVerdict none = judge(PUSHED, source());
        assertThat(none.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(none.cause()).contains("no Kustomization applies");
    }

    @Test
    void kustomizationOfThisVeryPush_isWaitedFor_inItsOwnNamespace() {
        FluxObjects root = applied("flux-system").inventory("team-a_web_kustomize.toolkit.fluxcd.io_Kustomization");
        FluxVerdict before = judge(PUSHED, source(), root);
        assertThat(before.outcome()).isEqualTo(Outcome.WAIT);
        assertThat(before.cause()).contains("Kustomization team-a/web");

        FluxObjects child =
                kustomization("team-a", "web").source("Bucket", "elsewhere").notReady("Progressing", "x");
        assertThat(judge(PUSHED, source(), root, child).outcome()).isEqualTo(Outcome.WAIT);
        FluxObjects ready =
                kustomization("team-a", "web").source("Bucket", "elsewhere").ready();
        assertThat(judge(PUSHED, source(), root, ready).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void strangersKustomization_playsNoPart() {
        FluxObjects other = kustomization("team-b", "other")
                .source("GitRepository", "theirs")
                .notReady("BuildFailed", "not ours");
        assertThat(judge(PUSHED, source(), applied("flux-system"), other).outcome())
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void suspendedIsReportedNotWaitedFor_butNotEverythingMayBe() {
        FluxObjects suspended =
                kustomization("apps").suspended().revisions(OLD, OLD).ready();
        FluxVerdict verdict = judge(PUSHED, source(), applied("flux-system"), suspended);
        assertThat(verdict.outcome()).isEqualTo(Outcome.DONE);
        assertThat(resource(verdict, "apps").phase()).isEqualTo(Phase.SUSPENDED);
        assertThat(verdict.notes()).singleElement().asString().contains("apps").contains("stays at");

        assertThat(judge(PUSHED, source(), suspended).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void excludedIsNotWaitedFor_norAreItsReleases() {
        FluxObjects slow = kustomization("slow").revisions(OLD, OLD).notReady("HealthCheckFailed", "x");
        FluxObjects chart =
                release("slow", "chart").appliedBy("flux-system", "slow").notReady("InstallFailed", "x");
        for (String name : new String[] {"slow", "flux-system/slow"}) {
            FluxVerdict verdict = judge(PUSHED, Set.of(name), source(), applied("flux-system"), slow, chart);
            assertThat(verdict.outcome()).isEqualTo(Outcome.DONE);
            assertThat(resource(verdict, "chart").phase()).isEqualTo(Phase.EXCLUDED);
        }
    }

    @Test
    void dependents_areBlockedByTheRoot_acrossNamespaces() {
        FluxObjects infra = kustomization("infra").revisions(NEW, OLD).notReady("BuildFailed", "no such file");
        FluxObjects config = kustomization("shared", "config")
                .dependsOn("flux-system/infra")
                .revisions(OLD, OLD)
                .notReady("DependencyNotReady", "dependency 'flux-system/infra' is not ready");
        FluxObjects apps = kustomization("apps", "apps")
                .dependsOn("shared/config")
                .revisions(OLD, OLD)
                .notReady("DependencyNotReady", "dependency 'shared/config' is not ready");
        FluxVerdict verdict = judge(PUSHED, source(), applied("flux-system"), infra, config, apps);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(resource(verdict, "infra").phase()).isEqualTo(Phase.FAILED);
        assertThat(resource(verdict, "config").blockedBy()).isEqualTo("flux-system/infra");
        assertThat(resource(verdict, "apps").blockedBy()).isEqualTo("flux-system/infra");
        assertThat(verdict.cause())
                .isEqualTo("Kustomization flux-system/infra: BuildFailed: no such file; 2 dependents are blocked");
        assertThat(verdict.resources()).extracting(ResourceState::name).containsSubsequence("infra", "config", "apps");
    }

    @Test
    void dependencyCycle_endsInNoLoop() {
        FluxObjects a =
                kustomization("a").dependsOn("b").notReady("DependencyNotReady", "dependency 'x/b' is not ready");
        FluxObjects b =
                kustomization("b").dependsOn("a").notReady("DependencyNotReady", "dependency 'x/a' is not ready");
        assertThat(judge(PUSHED, source(), a, b).outcome()).isEqualTo(Outcome.WAIT);
    }

    @Test
    void whatHasFailed_isReportedOnceTheRestHasSettled_orHadItsTime() {
        FluxObjects failed = kustomization("a").revisions(NEW, OLD).notReady("BuildFailed", "x");
        FluxObjects slow = kustomization("b").revisions(NEW, OLD).notReady("Progressing", "y");
        assertThat(judge(PUSHED, source(), failed, slow).outcome()).isEqualTo(Outcome.WAIT);
        assertThat(judge(PUSHED, source(), failed, applied("b")).outcome()).isEqualTo(Outcome.FAILED);
        after(Duration.ofSeconds(21));
        assertThat(judge(PUSHED, source(), failed, slow).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void failureThatIsRetried_hasItsTime_thoughItFlaps() {
        FluxObjects failing = kustomization("a")
                .revisions(NEW, OLD)
                .notReady("ReconciliationFailed", "no CRD")
                .retrying();
        FluxObjects trying = kustomization("a").revisions(NEW, OLD).notReady("Progressing", "again");
        FluxVerdict first = judge(PUSHED, source(), failing);
        assertThat(first.outcome()).isEqualTo(Outcome.WAIT);
        assertThat(resource(first, "a").phase()).isEqualTo(Phase.PROGRESSING);
        after(Duration.ofSeconds(40));
        assertThat(judge(PUSHED, source(), trying).outcome()).isEqualTo(Outcome.WAIT);
        after(Duration.ofSeconds(70));
        assertThat(judge(PUSHED, source(), trying).outcome()).isEqualTo(Outcome.WAIT);
        assertThat(judge(PUSHED, source(), failing).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void releases_areWaitedFor_andHoldUpTheVerdict() {
        FluxObjects broken =
                release("apps", "chart").appliedBy("flux-system", "flux-system").notReady("Progressing", "x");
        assertThat(judge(PUSHED, source(), applied("flux-system"), broken).outcome())
                .isEqualTo(Outcome.WAIT);
        FluxObjects stuck =
                release("apps", "chart").appliedBy("flux-system", "flux-system").notReady("InstallFailed", "timeout");
        judge(PUSHED, source(), applied("flux-system"), stuck);
        after(Duration.ofSeconds(30));
        FluxVerdict verdict = judge(PUSHED, source(), applied("flux-system"), stuck);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.cause()).startsWith("HelmRelease apps/chart: InstallFailed: timeout");
    }

    @Test
    void nothingPullsIt_saysWhatIsPulledInstead() {
        FluxVerdict verdict = judge(
                PUSHED,
                ociRepository("oci://ghcr.io/acme/other", "prod").ready().holds(OLD));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(verdict.cause())
                .contains("ghcr.io/acme/fleet:dev")
                .contains("oci://ghcr.io/acme/other")
                .contains("prod");
        FluxObjects pinned = source().pinned("sha256:" + "0".repeat(64));
        assertThat(judge(PUSHED, pinned).cause()).contains("sha256:0000");
    }
}
