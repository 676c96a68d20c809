package io.github.ksailbot.delivery.argocd;

import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.AUTOMATED;
import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.CHANGED;
import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.COMMIT;
import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.FILES;
import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.NEW;
import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.OLD;
import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.fault.Fault;
import io.github.ksailbot.sandbox.kubernetes.fault.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgoCdReconcilerTest {
    @TempDir
    private Path directory;

    private ArgoCdWorld world;

    @BeforeEach
    void start() {
        world = new ArgoCdWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The environment runs the revision before, and then the new one is pushed. */
    private void running(String more) {
        world.artifact(OLD, FILES);
        world.application("ksail", more);
        world.argo.settle();
        world.artifact(NEW, CHANGED);
    }

    private static String failure(Reconciliation reconciliation) {
        return Objects.requireNonNull(reconciliation.failure()).message();
    }

    private static Map<String, Phase> phases(Reconciliation reconciliation) {
        Map<String, Phase> phases = new HashMap<>();
        for (ResourceState state : reconciliation.resources()) {
            phases.put(state.namespace() + "/" + state.name(), state.phase());
        }
        return phases;
    }

    private List<RecordedRequest> patches() {
        return world.cluster.requests().stream()
                .filter(request -> request.method().equals("PATCH"))
                .toList();
    }

    @Test
    void push_isRefreshedHardAndWaitedFor() {
        running(AUTOMATED);
        assertThat(world.app("ksail").at("/status/sync/status").asText()).isEqualTo("Synced");
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.failure()).isNull();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(phases(reconciliation)).containsExactly(Map.entry("argocd/ksail", Phase.READY));
        assertThat(world.app("ksail").at("/status/sync/revision").asText()).isEqualTo(NEW);
        assertThat(patches())
                .extracting(RecordedRequest::body)
                .containsExactly("{\"metadata\":{\"annotations\":{\"argocd.argoproj.io/refresh\":\"hard\"}}}");
    }

    @Test
    void staleSyncedAndHealthy_isNotTakenForTheNewRevision() {
        running(AUTOMATED);
        world.argo.script().always("Application", "argocd", "ksail", Behaviour.ignored());
        world.timeout = Duration.ofMinutes(1);
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.BEHIND);
        assertThat(failure(reconciliation))
                .isEqualTo(
                        "Timed out after 60s: Application argocd/ksail: Refreshing: the refresh has not been processed"
                                + " yet.");
    }

    @Test
    void operationThatFailedBefore_doesNotFailWhatMendsIt() {
        world.artifact(OLD, FILES);
        world.argo.script().next("Application", "argocd", "ksail", Behaviour.fails("SyncFailed", "boom"));
        world.application("ksail", AUTOMATED);
        world.argo.settle();
        assertThat(world.app("ksail").at("/status/operationState/phase").asText())
                .isEqualTo("Failed");
        world.artifact(NEW, CHANGED);
        assertThat(world.reconcile().convergence()).isEqualTo(Convergence.CONVERGED);
    }

    @Test
    void operationThatFailsOnThisRevision_failsAtOnce() {
        running(AUTOMATED);
        world.argo.script().next("Application", "argocd", "ksail", Behaviour.fails("SyncFailed", "field is immutable"));
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(failure(reconciliation))
                .isEqualTo("Application argocd/ksail: OperationState/Failed: field is immutable.");
    }

    @Test
    void comparisonError_thatIsNotAboutTheSourceFailsAfterSomePatience() {
        running(AUTOMATED);
        world.argo
                .script()
                .always("Application", "argocd", "ksail", Behaviour.fails("ComparisonError", "kustomize build failed"));
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(failure(reconciliation))
                .isEqualTo("Application argocd/ksail: ComparisonError: kustomize build failed.");
    }

    @Test
    void coldRepoServer_isGivenTime_andAskedAgain() {
        running(AUTOMATED);
        world.argo.coldStart(2);
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(patches()).hasSize(3);
    }

    @Test
    void sourceThatStaysAway_failsAfterTheGrace() {
        running(AUTOMATED);
        world.artifacts.remove(URL);
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(failure(reconciliation))
                .startsWith("Application argocd/ksail: the source is not available: ComparisonError: ")
                .contains("manifest unknown");
    }

    @Test
    void applicationsInOtherNamespaces_areFoundByTheirSource() {
        String loud = "OCI://Registry.Example.Org/acme/shop/";
        world.artifacts.put(loud, "prod@" + NEW, FILES);
        world.application("teams", "shop", loud, "prod", AUTOMATED);
        world.application("teams", "other", "oci://registry.example.org/acme/other", "prod", AUTOMATED);
        world.application("teams", "staging", URL, "staging", AUTOMATED);
        Reconciliation reconciliation = world.reconcile();
        assertThat(phases(reconciliation)).containsExactly(Map.entry("teams/shop", Phase.READY));
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
    }

    @Test
    void applicationsThatComeWithTheDelivery_areWaitedFor() {
        String child = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: child, namespace: argocd}
            spec:
              destination: {namespace: default}
              source: {repoURL: "oci://registry.example.org/acme/other", targetRevision: v1, path: .}
              syncPolicy: {automated: {}}
            """;
        running(AUTOMATED);
        world.artifact(NEW, Map.of("child.yaml", child));
        world.artifacts.put("oci://registry.example.org/acme/other", "v1@" + OLD, FILES);
        world.argo.script().next("Application", "argocd", "child", Behaviour.slow(Duration.ofSeconds(30)));
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(phases(reconciliation)).containsOnlyKeys("argocd/ksail", "argocd/child");
    }

    @Test
    void applicationsOfSets_areWaitedFor() {
        String set = """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: tenants, namespace: argocd}
            spec:
              generators: [{list: {elements: [{name: red}, {name: blue}]}}]
              template:
                metadata: {name: "tenant-{{name}}"}
                spec:
                  destination: {namespace: default}
                  source: {repoURL: "%s", targetRevision: prod, path: "./{{name}}"}
                  syncPolicy: {automated: {}}
            """.formatted(URL);
        running(AUTOMATED);
        world.artifact(
                NEW,
                Map.of(
                        "set.yaml", set,
                        "red/a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: red}}",
                        "blue/a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: blue}}"));
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(phases(reconciliation)).containsOnlyKeys("argocd/ksail", "argocd/tenant-red", "argocd/tenant-blue");
    }

    @Test
    void git_isFoundInEverySpelling_andHeldAgainstTheMergeCommit() {
        Map<String, String> spellings = Map.of(
                "ssh", "git@github.example.org:acme/shop.git",
                "scheme", "ssh://git@github.example.org:22/acme/shop",
                "https", "https://github.example.org/Acme/Shop.git/");
        spellings.forEach((name, url) -> {
            world.artifacts.put(url, "main@sha1:" + COMMIT, FILES);
            world.application("argocd", name, url, "HEAD", AUTOMATED);
        });
        Reconciliation reconciliation = world.reconcile(world.gitGoal());
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(phases(reconciliation)).containsOnlyKeys("argocd/ssh", "argocd/scheme", "argocd/https");
    }

    @Test
    void degraded_failsAfterSomePatience() {
        running(AUTOMATED);
        world.argo.script().always("Application", "argocd", "ksail", Behaviour.fails("Degraded", "pods crash"));
        Reconciliation reconciliation = world.reconcile();
        assertThat(failure(reconciliation)).isEqualTo("Application argocd/ksail: Synced/Degraded: pods crash.");
    }

    @Test
    void noResources_isNoSuccess() {
        running(AUTOMATED);
        world.artifact(NEW, Map.of("README.md", "nothing here"));
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(failure(reconciliation)).contains("it has no resources");
    }

    @Test
    void manualSync_isReportedAndNotWaitedFor() {
        running("");
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.BEHIND);
        assertThat(phases(reconciliation)).containsExactly(Map.entry("argocd/ksail", Phase.SUSPENDED));
        assertThat(failure(reconciliation)).contains("needs a manual sync");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "argocd/slow"})
    void excluded_isNeitherRefreshedNorWaitedFor(String name) {
        running(AUTOMATED);
        world.application("slow", AUTOMATED);
        world.argo.script().always("Application", "argocd", "slow", Behaviour.ignored());
        world.exclude = Set.of(name);
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(phases(reconciliation)).containsEntry("argocd/slow", Phase.EXCLUDED);
        assertThat(patches()).extracting(RecordedRequest::path).noneMatch(path -> path.endsWith("/slow"));
    }

    @Test
    void rollouts_areReportedWhileTheyGoOn_andLeftWhenTheyWaitForAPerson() {
        String rollout = """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: web, namespace: default}
            spec: {strategy: {canary: {steps: [{pause: {}}, {setWeight: 50}]}}}
            """;
        running(AUTOMATED);
        world.artifact(
                NEW,
                Map.of(
                        "a.yaml",
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}",
                        "web.yaml",
                        rollout));
        world.argo
                .script()
                .next(
                        "Rollout",
                        "default",
                        "web",
                        new Behaviour.Fails("Paused", "CanaryPauseStep", Duration.ofSeconds(10)));
        Reconciliation reconciliation = world.reconcile();
        assertThat(phases(reconciliation)).containsExactly(Map.entry("argocd/ksail", Phase.SUSPENDED));
        assertThat(failure(reconciliation))
                .contains("Rollout default/web is paused at step 1 of 2: CanaryPauseStep; it waits to be promoted");
    }

    @Test
    void controlPlane_isWaitedForBeforeTheTimeBegins() {
        running(AUTOMATED);
        world.cluster.apply(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: argocd-repo-server, namespace: argocd},"
                        + " spec: {replicas: 1}}");
        world.argo.script().next("Deployment", "argocd", "argocd-repo-server", Behaviour.slow(Duration.ofSeconds(50)));
        world.timeout = Duration.ofMinutes(1);
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(world.progress).contains("Waiting for Argo CD: argocd-repo-server has 0 of 1 ready");
        assertThat(reconciliation.notes()).isEmpty();
    }

    @Test
    void controlPlane_thatNeverComesUpIsToldOf() {
        running(AUTOMATED);
        world.argo
                .script()
                .always("Deployment", "argocd", "argocd-redis", Behaviour.fails("CrashLoopBackOff", "no memory"));
        world.cluster.apply(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: argocd-redis, namespace: argocd}, spec: {}}");
        world.timeout = Duration.ofMinutes(1);
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(reconciliation.notes())
                .containsExactly("Argo CD's control plane is not fully ready, went on: argocd-redis has 0 of 1 ready.");
    }

    @Test
    void referenceThatDiffers_isToldOf_andFailsWhenNobodyReadsTheTag() {
        world.artifact(NEW, FILES);
        world.application("argocd", "ksail", URL, "dev", AUTOMATED);
        Reconciliation reconciliation = world.reconcile();
        assertThat(failure(reconciliation))
                .isEqualTo("no Application reads what was delivered; argocd/ksail reads `dev` of the same place.");
        assertThat(reconciliation.notes())
                .containsExactly(
                        "Application argocd/ksail has `targetRevision: dev` where the environment says `prod`. It was"
                                + " left as it is.");
        assertThat(patches()).isEmpty();
    }

    @Test
    void referenceThatDiffers_isPutRightWhenThatIsAllowed() {
        world.artifact(NEW, FILES);
        world.application("argocd", "ksail", "oci://registry.example.org/acme/old", "dev", AUTOMATED);
        world.repair = true;
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.failure()).isNull();
        assertThat(world.app("ksail").at("/spec/source").toString())
                .isEqualTo("{\"repoURL\":\"" + URL + "\",\"targetRevision\":\"prod\",\"path\":\".\"}");
        assertThat(reconciliation.notes()).hasSize(1).first().asString().endsWith("It was put right.");
    }

    /** Nothing in the cluster tells it before Argo CD has applied the commit once. */
    @Test
    void referenceThatTheRepositoryDeclares_isItsOwn() {
        world.artifact(NEW, FILES);
        world.application("argocd", "ksail", "oci://registry.example.org/acme/old", "dev", AUTOMATED);
        world.repair = true;
        world.timeout = Duration.ofSeconds(5);
        world.declared = (kind, object) ->
                kind.equals("Application") && object.toString().equals("argocd/ksail");
        Reconciliation reconciliation = world.reconcile();
        assertThat(world.app("ksail").at("/spec/source/targetRevision").asText())
                .isEqualTo("dev");
        assertThat(reconciliation.notes())
                .singleElement()
                .asString()
                .endsWith("The repository declares that Application itself: change it there.");
    }

    @Test
    void cancelled_stops() {
        running(AUTOMATED);
        assertThatThrownBy(() -> world.reconciler.reconcile(
                        world.goal(),
                        new ReconcileOptions(Set.of(), Duration.ofMinutes(1), false, ""),
                        Progress.NONE,
                        () -> true))
                .isInstanceOf(CancellationException.class);
        assertThat(patches()).isEmpty();
    }

    @Test
    void tokenThatHasJustExpired_isWaitedFor() {
        running(AUTOMATED);
        world.cluster.faults().next("GET", ".*/applications.*", 3, Fault.status(401));

        assertThat(world.reconcile().failure()).isNull();
    }

    @Test
    void serverThatStaysAway_isUnknown_andNotTakenForOneWithoutApplications() {
        running(AUTOMATED);
        world.cluster.faults().next("GET", ".*/applications.*", 1000, Fault.tooManyRequests(Duration.ofSeconds(5)));
        world.timeout = Duration.ofSeconds(20);

        Reconciliation ended = world.reconcile();
        assertThat(ended.convergence()).isEqualTo(Convergence.UNKNOWN);
        assertThat(Objects.requireNonNull(ended.failure()).retryable()).isTrue();
        assertThat(failure(ended)).contains("429");
    }

    @Test
    void tokenThatIsNoGood_isSaid() {
        running(AUTOMATED);
        world.cluster.faults().next("GET", ".*/applications.*", 1000, Fault.status(401));

        Reconciliation ended = world.reconcile();
        assertThat(ended.convergence()).isEqualTo(Convergence.UNKNOWN);
        assertThat(Objects.requireNonNull(ended.failure()).retryable()).isFalse();
        assertThat(failure(ended)).contains("401");
    }

    @Test
    void brokenWatchesAndForgottenHistory_areSurvived() {
        running(AUTOMATED);
        world.argo.script().next("Application", "argocd", "ksail", Behaviour.slow(Duration.ofSeconds(60)));
        world.cluster.faults().next("GET", "applications\\?", 2, new Fault.Reset());
        int[] rounds = {0};
        world.each = () -> {
            if (rounds[0]++ % 5 == 2) {
                world.cluster.compact();
                world.cluster.watches().abort();
            }
        };
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.CONVERGED);
    }

    @Test
    void notInstalled_isSaid() {
        world.cluster.uninstall("argoproj.io");
        Reconciliation reconciliation = world.reconcile();
        assertThat(reconciliation.convergence()).isEqualTo(Convergence.UNKNOWN);
        assertThat(failure(reconciliation)).contains("Argo CD is not installed");
    }

    @Test
    void observe_ofNothingButExcluded_saysSo() {
        running(AUTOMATED);
        world.cluster.apply("""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: ksail
              namespace: argocd
              annotations: {ksail.devantler.tech/reconcile-exclude: "true"}
            spec:
              project: default
              destination: {namespace: default, server: https://kubernetes.default.svc}
              source: {repoURL: "%s", targetRevision: prod, path: .}
            """.formatted(ArgoCdWorld.URL));

        assertThat(failure(world.reconciler.observe(world.goal()))).startsWith("No Application was waited for");
    }

    @Test
    void observe_saysHowItStandsAndTouchesNothing() {
        running(AUTOMATED);
        assertThat(world.reconciler.observe(world.goal()).convergence()).isEqualTo(Convergence.BEHIND);
        assertThat(patches()).isEmpty();
        world.reconcile();
        assertThat(world.reconciler.observe(world.goal()).convergence()).isEqualTo(Convergence.CONVERGED);
    }
}
