package io.github.ksailbot.delivery.flux;

import static io.github.ksailbot.delivery.flux.FluxScene.files;
import static io.github.ksailbot.delivery.flux.FluxScene.goal;
import static io.github.ksailbot.delivery.flux.FluxScene.kustomization;
import static io.github.ksailbot.delivery.flux.FluxScene.map;
import static io.github.ksailbot.delivery.flux.FluxScene.options;
import static io.github.ksailbot.delivery.flux.FluxScene.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FluxReconcilerTest {
    @TempDir
    Path directory;

    private FluxScene scene;

    @BeforeEach
    void start() throws Exception {
        scene = new FluxScene(directory);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private void next(String kind, String name, Behaviour... behaviours) {
        scene.flux.script().next(kind, "flux-system", name, behaviours);
    }

    private ObjectNode releaseObject(String name) {
        return Objects.requireNonNull(scene.cluster.get("helm.toolkit.fluxcd.io/v2", "HelmRelease", "apps", name));
    }

    private static ResourceState resource(Reconciliation ended, String kind, String name) {
        return ended.resources().stream()
                .filter(resource ->
                        resource.kind().equals(kind) && resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " " + name + " is not in " + ended));
    }

    private static String failure(Reconciliation ended) {
        return Objects.requireNonNull(ended.failure(), ended::toString).message();
    }

    private long patches(String pattern) {
        return scene.cluster.requests().stream()
                .filter(request ->
                        request.method().equals("PATCH") && request.path().matches(pattern))
                .count();
    }

    @Test
    void pushedArtifact_converges_byOnePatchOfTheSourceAndOneOfTheRoot() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        Reconciliation ended = scene.reconcile();
        assertThat(ended.failure()).isNull();
        assertThat(ended.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(resource(ended, "OCIRepository", "flux-system").message()).contains("prod@sha256:222222222222");
        assertThat(patches(".*/ocirepositories/.*")).isEqualTo(1);
        assertThat(patches(".*/kustomizations/.*")).isEqualTo(1);
        assertThat(scene.cluster.requests())
                .noneMatch(request -> request.method().equals("PUT"));
        assertThat(scene.reconciler().observe(goal(FluxScene.NEW)).convergence())
                .isEqualTo(Convergence.CONVERGED);
        assertThat(scene.reconciler().observe(goal(FluxScene.OLD)).convergence())
                .isEqualTo(Convergence.BEHIND);
    }

    /** A process that was killed while it waited: what it asked for is waited for, and not asked for again. */
    @Test
    void deliveryThatIsTakenUpByAnotherProcess_asksForNothingTwice() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        next("Kustomization", "flux-system", Behaviour.slow(Duration.ofSeconds(20)));
        assertThatThrownBy(() -> scene.reconcile(
                        goal(FluxScene.NEW), FluxScene.options(), () -> patches(".*/kustomizations/.*") == 1))
                .isInstanceOf(CancellationException.class);

        Reconciliation ended = scene.reconcile();

        assertThat(ended.failure()).isNull();
        assertThat(ended.convergence()).isEqualTo(Convergence.CONVERGED);
        assertThat(patches(".*/ocirepositories/.*")).isEqualTo(1);
        assertThat(patches(".*/kustomizations/.*")).isEqualTo(1);
    }

    @Test
    void anotherDelivery_asksForItself_andSoDoesAnotherAttempt() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        FluxReconciler reconciler = scene.reconciler();
        ReconcileOptions options = FluxScene.options();
        ReconcileOptions other = new ReconcileOptions(Set.of(), Duration.ofMinutes(5), true, "another-delivery-1");

        reconciler.reconcile(goal(FluxScene.NEW), options, scene.progress, () -> false);
        scene.flux.pass(scene.clock, Duration.ofSeconds(5));
        reconciler.reconcile(goal(FluxScene.NEW), options, scene.progress, () -> false);
        assertThat(patches(".*/ocirepositories/.*")).as("two attempts").isEqualTo(2);
        scene.flux.pass(scene.clock, Duration.ofSeconds(5));

        scene.reconcile(goal(FluxScene.NEW), other, () -> false);
        assertThat(patches(".*/ocirepositories/.*")).as("another delivery").isEqualTo(3);
        assertThat(patches(".*/kustomizations/.*")).isEqualTo(3);
    }

    @Test
    void doneTwice_changesNothingMore() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        assertThat(scene.reconcile().failure()).isNull();
        assertThat(scene.reconcile().convergence()).isEqualTo(Convergence.CONVERGED);
    }

    @Test
    void oldRevisionIsStillReady_butThatIsNotBelieved() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        next("OCIRepository", "flux-system", Behaviour.slow(Duration.ofSeconds(20)));
        assertThat(scene.reconciler().observe(goal(FluxScene.NEW)).convergence())
                .isEqualTo(Convergence.BEHIND);
        Reconciliation ended = scene.reconcile();
        assertThat(ended.failure()).isNull();
        assertThat(resource(ended, "Kustomization", "flux-system").phase()).isEqualTo(Phase.READY);
    }

    @Test
    void kustomizationsOfThisPush_inOtherNamespaces_areWaitedForInOrder() {
        scene.running(files("a.yaml", map("a", "1")))
                .pushed(files(
                        "ks.yaml",
                        kustomization("flux-system", "infra", "")
                                + kustomization("team", "apps", "dependsOn: [{name: infra, namespace: flux-system}]"),
                        "kustomization.yaml",
                        "resources: [ks.yaml]\n",
                        "infra/x.yaml",
                        map("x", "1"),
                        "apps/y.yaml",
                        map("y", "1")));
        scene.flux.script().next("Kustomization", "flux-system", "infra", Behaviour.slow(Duration.ofSeconds(30)));
        Reconciliation ended = scene.reconcile();
        assertThat(ended.failure()).isNull();
        assertThat(ended.resources())
                .extracting(ResourceState::name)
                .containsExactly("flux-system", "flux-system", "infra", "apps");
        assertThat(scene.cluster.get("v1", "ConfigMap", "default", "y")).isNotNull();
    }

    @Test
    void brokenManifest_failsAndNamesTheRoot_dependentsAreBlocked() {
        scene.running(files("a.yaml", map("a", "1")))
                .pushed(files(
                        "ks.yaml",
                        kustomization("flux-system", "infra", "")
                                + kustomization("flux-system", "apps", "dependsOn: [{name: infra}]"),
                        "kustomization.yaml",
                        "resources: [ks.yaml]\n",
                        "apps/y.yaml",
                        map("y", "1")));
        Reconciliation ended = scene.reconcile();
        assertThat(ended.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(failure(ended)).contains("Kustomization flux-system/infra").contains("1 dependent is blocked");
        assertThat(resource(ended, "Kustomization", "apps").blockedBy()).isEqualTo("flux-system/infra");
    }

    @Test
    void staleFailure_doesNotStopTheDeliveryThatMendsIt() {
        next("Kustomization", "flux-system", Behaviour.fails("BuildFailed", "broken before"));
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        assertThat(scene.reconcile().failure()).isNull();
    }

    @Test
    void failureOfTheSameRevision_isTriedAgainOnRequest_longBeforeItsInterval() {
        next("Kustomization", "late", Behaviour.fails("ReconciliationFailed", "no CRD"));
        String late = kustomization("flux-system", "late", "").replace("retryInterval: 30s", "retryInterval: 1h");
        scene.running(
                files("ks.yaml", late, "kustomization.yaml", "resources: [ks.yaml]\n", "late/x.yaml", map("x", "1")));
        Reconciliation ended = scene.reconcile(goal(FluxScene.OLD), options(), () -> false);
        assertThat(ended.failure()).isNull();
        assertThat(patches(".*/kustomizations/late")).isEqualTo(1);
    }

    @Test
    void failureThatHeals_isWaitedOut() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        next("Kustomization", "flux-system", Behaviour.fails("ReconciliationFailed", "no matches for kind \"Thing\""));
        assertThat(scene.reconcile().failure()).isNull();
    }

    @Test
    void failureThatStays_isReportedAfterItsTime_beforeTheTimeout() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        scene.flux
                .script()
                .always("Kustomization", "flux-system", "flux-system", Behaviour.fails("HealthCheckFailed", "timeout"));
        Reconciliation ended = scene.reconcile();
        assertThat(failure(ended)).startsWith("Kustomization flux-system/flux-system: HealthCheckFailed");
        assertThat(ended.convergence()).isEqualTo(Convergence.DIVERGED);
    }

    @Test
    void stalled_failsFast() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        scene.flux
                .script()
                .always("Kustomization", "flux-system", "flux-system", Behaviour.stalls("InvalidSpec", "no such path"));
        assertThat(failure(scene.reconcile())).contains("stalled").contains("no such path");
    }

    @Test
    void controllerThatDoesNotAnswer_timesOutWithTheRealCause() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        scene.flux.script().always("OCIRepository", "flux-system", "flux-system", Behaviour.ignored());
        ReconcileOptions brief = new ReconcileOptions(Set.of(), Duration.ofSeconds(20), true, "d");
        Reconciliation ended = scene.reconcile(goal(FluxScene.NEW), brief, () -> false);
        assertThat(failure(ended))
                .isEqualTo("Timed out after 20s: OCIRepository flux-system/flux-system: "
                        + "the controller has not taken up the request yet.");
        assertThat(ended.convergence()).isEqualTo(Convergence.BEHIND);
    }

    @Test
    void missingArtifact_failsFast() {
        scene.running(files("a.yaml", map("a", "1")));
        next(
                "OCIRepository",
                "flux-system",
                Behaviour.fails("OCIArtifactPullFailed", "MANIFEST_UNKNOWN: manifest unknown"));
        assertThat(failure(scene.reconcile())).contains("manifest unknown");
    }

    @Test
    void tagThatPointsElsewhere_isDiverged() {
        scene.running(files("a.yaml", map("a", "1")));
        Reconciliation ended = scene.reconcile();
        assertThat(ended.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(failure(ended)).contains("holds prod@sha256:111111111111");
    }

    @Test
    void suspendedKustomization_isReported_andNotWaitedFor() {
        scene.running(files("a.yaml", map("a", "1")))
                .pushed(files(
                        "ks.yaml",
                        kustomization("flux-system", "idle", "suspend: true"),
                        "kustomization.yaml",
                        "resources: [ks.yaml]\n"));
        Reconciliation ended = scene.reconcile();
        assertThat(ended.failure()).isNull();
        assertThat(resource(ended, "Kustomization", "idle").phase()).isEqualTo(Phase.SUSPENDED);
        assertThat(ended.notes()).anyMatch(note -> note.contains("idle is suspended"));
    }

    @Test
    void excludedKustomization_isNotWaitedFor() {
        scene.running(files("a.yaml", map("a", "1")))
                .pushed(files(
                        "ks.yaml", kustomization("flux-system", "long", ""),
                        "kustomization.yaml", "resources: [ks.yaml]\n",
                        "long/x.yaml", map("x", "1")));
        scene.flux.script().always("Kustomization", "flux-system", "long", Behaviour.fails("HealthCheckFailed", "x"));
        Reconciliation ended = scene.reconcile("long");
        assertThat(ended.failure()).isNull();
        assertThat(resource(ended, "Kustomization", "long").phase()).isEqualTo(Phase.EXCLUDED);
    }

    @Test
    void emptyArtifact_isNoSuccess() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("kustomization.yaml", "resources: []\n"));
        Reconciliation ended = scene.reconcile();
        assertThat(ended.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(failure(ended)).contains("has applied no object");
    }

    @Test
    void gitSource_convergesOnTheMergeCommit() {
        String commit = "c".repeat(40);
        scene.cluster.apply("""
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: flux-system, namespace: flux-system}
            spec: {interval: 10m, url: "https://github.com/acme/shop", ref: {branch: main}}
            ---
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: flux-system, namespace: flux-system}
            spec: {interval: 10m, prune: true, path: ./, sourceRef: {kind: GitRepository, name: flux-system}}
            """);
        scene.artifacts.put(
                "https://github.com/acme/shop", "main@sha1:" + "a".repeat(40), files("a.yaml", map("a", "1")));
        scene.flux.settle();
        scene.artifacts.put("https://github.com/acme/shop", "main@sha1:" + commit, files("a.yaml", map("a", "2")));
        var git = new io.github.ksailbot.delivery.reconcile.Goal(
                "prod", "main", commit, null, null, Set.of("git@github.com:acme/shop.git"));
        Reconciliation ended = scene.reconcile(git, options(), () -> false);
        assertThat(ended.failure()).isNull();
        assertThat(ended.convergence()).isEqualTo(Convergence.CONVERGED);
    }

    @Test
    void differingReference_isPutRight_butOnlyWhereItDiffers() {
        scene.running(files("a.yaml", map("a", "1")), "stale").pushed(files("a.yaml", map("a", "2")));
        Reconciliation ended = scene.reconcile();
        assertThat(ended.failure()).isNull();
        assertThat(ended.notes())
                .singleElement()
                .asString()
                .contains("spec.sync.ref")
                .contains("put right");
        ObjectNode instance = Objects.requireNonNull(
                scene.cluster.get("fluxcd.controlplane.io/v1", "FluxInstance", "flux-system", "flux"));
        assertThat(instance.at("/spec/sync/ref").asText()).isEqualTo("prod");
        assertThat(instance.at("/spec/sync/interval").asText()).isEqualTo("10m");
    }

    @Test
    void differingReference_isLeftAlone_whenTheRepositoryDeclaresIt_orNobodyAllowedIt() {
        scene.running(files("a.yaml", map("a", "1")), "stale").pushed(files("a.yaml", map("a", "2")));
        ReconcileOptions watching = new ReconcileOptions(Set.of(), Duration.ofMinutes(5), false, "d");
        Reconciliation left = scene.reconcile(goal(FluxScene.NEW), watching, () -> false);
        assertThat(left.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(left.notes()).singleElement().asString().contains("left as it is");

        scene.cluster.apply("""
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata:
              name: flux
              namespace: flux-system
              labels: {kustomize.toolkit.fluxcd.io/name: flux-system, kustomize.toolkit.fluxcd.io/namespace: flux-system}
            spec:
              sync: {kind: OCIRepository, url: "%s", ref: stale, path: ./, interval: 10m}
            """.formatted(FluxScene.URL));
        Reconciliation declared = scene.reconcile();
        assertThat(declared.convergence()).isEqualTo(Convergence.DIVERGED);
        assertThat(declared.notes()).singleElement().asString().contains("declares that object itself");
        assertThat(patches(".*/fluxinstances/.*")).isZero();
    }

    @Test
    void withoutFlux_isUnknown() {
        scene.cluster.uninstall("kustomize.toolkit.fluxcd.io");
        Reconciliation ended = scene.reconcile();
        assertThat(ended.convergence()).isEqualTo(Convergence.UNKNOWN);
        assertThat(failure(ended)).contains("Flux is not installed");
        assertThat(scene.reconciler().observe(goal(FluxScene.NEW)).convergence())
                .isEqualTo(Convergence.UNKNOWN);
    }

    @Test
    void serverThatFails_isAskedAgain_andWatchesStartAgain() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        scene.cluster.faults().next("PATCH", ".*ocirepositories.*", Fault.tooManyRequests(Duration.ZERO));
        scene.cluster.faults().next("PATCH", ".*ocirepositories.*", new Fault.ResetAfter());
        scene.cluster.faults().next("GET", ".*kustomizations.*limit.*", Fault.status(500));
        scene.cluster.faults().next("GET", ".*watch=true.*", new Fault.Truncated(10));
        AtomicInteger waits = new AtomicInteger();
        scene.each(() -> {
            switch (waits.incrementAndGet()) {
                case 2 -> scene.cluster.watches().abort();
                case 4 -> scene.cluster.compact();
                case 5 -> scene.cluster.watches().close();
                default -> {}
            }
        });
        next("Kustomization", "flux-system", Behaviour.slow(Duration.ofSeconds(10)));
        assertThat(scene.reconcile().failure()).isNull();
    }

    @Test
    void serverThatStaysAway_isUnknown_andWorthAnotherAttempt() {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        scene.cluster.faults().next("GET", ".*", 1000, Fault.tooManyRequests(Duration.ofSeconds(5)));
        ReconcileOptions brief = new ReconcileOptions(Set.of(), Duration.ofSeconds(20), true, "d");
        Reconciliation ended = scene.reconcile(goal(FluxScene.NEW), brief, () -> false);
        assertThat(ended.convergence()).isEqualTo(Convergence.UNKNOWN);
        assertThat(Objects.requireNonNull(ended.failure()).retryable()).isTrue();
        assertThat(failure(ended)).contains("429");
    }

    private String account(String roles) {
        scene.cluster.apply(roles);
        return scene.cluster.users().issueServiceAccount("bots", "bot");
    }

    private Path kubeconfigWithTokenFile(String token) throws Exception {
        Path own = Files.createDirectories(directory.resolve("own"));
        Files.writeString(own.resolve("token"), token);
        String text = scene.cluster.kubeconfig("prod", token).replace("token: " + token, "tokenFile: token");
        assertThat(text).contains("tokenFile");
        return Files.writeString(own.resolve("config"), text);
    }

    @Test
    void expiredToken_isWaitedOut_untilItsFileHasANewOne() throws Exception {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        String first = account("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: bot}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
            subjects: [{kind: ServiceAccount, name: bot, namespace: bots}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: all}
            rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
            """);
        Path kubeconfig = kubeconfigWithTokenFile(first);
        scene.cluster.users().revoke(first);
        AtomicInteger waits = new AtomicInteger();
        scene.each(() -> {
            if (waits.incrementAndGet() == 3) {
                write(kubeconfig.resolveSibling("token"), scene.cluster.users().issueServiceAccount("bots", "bot"));
            }
        });
        assertThat(scene.reconcileAs(kubeconfig).failure()).isNull();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whoMayLookAtFluxsOwnNamespaceOnly_looksThere() throws Exception {
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        String token = account("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: bot, namespace: flux-system}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: bot}
            subjects: [{kind: ServiceAccount, name: bot, namespace: bots}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: bot, namespace: flux-system}
            rules:
            - {apiGroups: [kustomize.toolkit.fluxcd.io, source.toolkit.fluxcd.io, helm.toolkit.fluxcd.io], resources: ["*"], verbs: [get, list, watch, patch]}
            """);
        Reconciliation ended = scene.reconcileAs(kubeconfigWithTokenFile(token));
        assertThat(ended.failure()).isNull();
        assertThat(ended.notes()).anyMatch(note -> note.startsWith("Only flux-system was looked at"));
    }

    @Test
    void cancelled_stopsSoon() {
        scene.running(files("a.yaml", map("a", "1")));
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> scene.reconcile(goal(FluxScene.NEW), options(), () -> asked.incrementAndGet() > 3))
                .isInstanceOf(CancellationException.class);
    }

    private FluxScene withRelease() {
        return scene.running(files("hr.yaml", release("app"), "a.yaml", map("a", "1")))
                .pushed(files("hr.yaml", release("app"), "a.yaml", map("a", "2")));
    }

    @Test
    void stuckRelease_isRecoveredOnce_andLeftAsItWas() {
        scene.flux.script().next("HelmRelease", "apps", "app", Behaviour.fails("InstallFailed", "timed out"));
        withRelease();
        Reconciliation ended = scene.reconcile();
        assertThat(ended.failure()).isNull();
        assertThat(ended.notes()).anyMatch(note -> note.contains("HelmRelease apps/app was stuck"));
        assertThat(releaseObject("app").at("/spec/suspend").isMissingNode()).isTrue();
        assertThat(releaseObject("app").at("/metadata/annotations").toString())
                .contains(FluxNames.RECOVERED_BY)
                .doesNotContain(FluxNames.SUSPENDED_BY);
        assertThat(patches(".*/helmreleases/.*")).isEqualTo(2);
    }

    @Test
    void releaseThatFailsAgain_isNotRecoveredTwice_alsoNotByTheNextAttempt() {
        scene.flux.script().always("HelmRelease", "apps", "app", Behaviour.fails("UpgradeFailed", "bad values"));
        withRelease();
        Reconciliation ended = scene.reconcile();
        assertThat(failure(ended)).contains("HelmRelease apps/app").contains("bad values");
        assertThat(patches(".*/helmreleases/.*")).isEqualTo(2);
        scene.reconcile();
        assertThat(patches(".*/helmreleases/.*")).isEqualTo(2);
        assertThat(releaseObject("app").at("/spec/suspend").isMissingNode()).isTrue();
    }

    @Test
    void releaseThatIsNotOurs_orSuspendedByItsOwner_isLeftAlone() {
        scene.flux.script().always("HelmRelease", "apps", "theirs", Behaviour.fails("InstallFailed", "x"));
        scene.running(files("a.yaml", map("a", "1"))).pushed(files("a.yaml", map("a", "2")));
        scene.cluster.apply(release("theirs"));
        scene.flux.settle();
        assertThat(scene.reconcile().failure()).isNull();
        assertThat(patches(".*/helmreleases/.*")).isZero();
    }

    @Test
    void releaseThatCannotBePatched_isToldAndDoesNotStopTheRest() {
        scene.flux.script().next("HelmRelease", "apps", "app", Behaviour.fails("InstallFailed", "x"));
        scene.flux.script().always("HelmRelease", "apps", "bad", Behaviour.fails("InstallFailed", "y"));
        String both = release("app") + release("bad");
        scene.running(files("hr.yaml", both)).pushed(files("hr.yaml", both, "a.yaml", map("a", "2")));
        scene.cluster.faults().next("PATCH", ".*/helmreleases/bad.*", 100, Fault.status(403));
        Reconciliation ended = scene.reconcile();
        assertThat(ended.notes())
                .anyMatch(note -> note.contains("apps/bad") && note.contains("could not be suspended"));
        assertThat(resource(ended, "HelmRelease", "app").phase()).isEqualTo(Phase.READY);
        assertThat(failure(ended)).contains("apps/bad");
    }

    @Test
    void cancelledWhileAReleaseIsSuspended_leavesNoneSuspended() {
        scene.flux.script().always("HelmRelease", "apps", "app", Behaviour.fails("InstallFailed", "x"));
        withRelease();
        assertThatThrownBy(() -> scene.reconcile(goal(FluxScene.NEW), options(), () -> releaseObject("app")
                        .at("/spec/suspend")
                        .asBoolean()))
                .isInstanceOf(CancellationException.class);
        assertThat(releaseObject("app").at("/spec/suspend").isMissingNode()).isTrue();
    }

    @Test
    void timedOutWhileAReleaseIsSuspended_leavesNoneSuspended() {
        scene.flux.script().always("HelmRelease", "apps", "app", Behaviour.fails("InstallFailed", "x"));
        withRelease();
        scene.each(() -> {
            if (releaseObject("app").at("/spec/suspend").asBoolean()) {
                scene.clock.advance(Duration.ofHours(1));
            }
        });
        assertThat(failure(scene.reconcile())).contains("Timed out");
        assertThat(releaseObject("app").at("/spec/suspend").isMissingNode()).isTrue();
    }

    @Test
    void sweep_resumesWhatADeadDeliverySuspended_andNothingElse() throws Exception {
        scene.running(files("a.yaml", map("a", "1")));
        scene.cluster.apply(release("dead") + release("alive") + release("theirs") + release("old"));
        for (String[] each :
                List.of(new String[] {"dead", "delivery-7"}, new String[] {"alive", "delivery-8"}, new String[] {
                    "old", "delivery-8"
                })) {
            String since = each[0].equals("old")
                    ? "2020-01-01T00:00:00Z"
                    : scene.clock.instant().toString();
            scene.api().mergePatch(ResourceType.HELM_RELEASE, "apps", each[0], Patches.suspended(each[1], since));
        }
        ObjectNode theirs = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        theirs.putObject("spec").put("suspend", true);
        scene.api().mergePatch(ResourceType.HELM_RELEASE, "apps", "theirs", theirs);

        List<String> resumed = new SuspensionSweep(scene.api()).sweep("delivery-8"::equals, scene.clock.instant());
        assertThat(resumed).containsExactly("apps/dead", "apps/old");
        assertThat(releaseObject("alive").at("/spec/suspend").asBoolean()).isTrue();
        assertThat(releaseObject("theirs").at("/spec/suspend").asBoolean()).isTrue();
        assertThat(releaseObject("dead").at("/spec/suspend").isMissingNode()).isTrue();
    }

    @Test
    void nextAttemptOfTheSameDelivery_resumesWhatTheOneBeforeLeft() throws Exception {
        withRelease();
        scene.api()
                .mergePatch(
                        ResourceType.HELM_RELEASE,
                        "apps",
                        "app",
                        Patches.suspended("delivery-1", scene.clock.instant().toString()));
        assertThat(scene.reconcile().failure()).isNull();
        assertThat(releaseObject("app").at("/spec/suspend").isMissingNode()).isTrue();
    }
}
