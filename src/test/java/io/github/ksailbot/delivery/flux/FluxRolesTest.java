package io.github.ksailbot.delivery.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.ClusterWatch;
import io.github.ksailbot.delivery.cluster.UserClusters;
import io.github.ksailbot.delivery.diagnosis.Diagnosis;
import io.github.ksailbot.delivery.diagnosis.Diagnostician;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.delivery.roles.DeployedRoles;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.flux.MemoryArtifacts;
import io.github.ksailbot.sandbox.kubernetes.flux.SandboxFlux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FluxRolesTest {
    private static final String URL = "oci://registry.example.org/shop";
    private static final String GIT = "https://github.example.org/acme/shop";
    private static final String DIGEST = "sha256:" + "2".repeat(64);
    private static final String COMMIT = "c".repeat(40);
    private static final String RELEASE = """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web, namespace: shop}
        spec: {interval: 1m, chart: {spec: {chart: web}}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: shop}
        spec: {template: {spec: {containers: [{name: api, image: "api:2"}]}}}
        """;

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final SandboxCluster cluster = SandboxCluster.start(clock);
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final SandboxFlux flux = new SandboxFlux(cluster.resources(), artifacts);

    @AfterEach
    void close() {
        flux.close();
        cluster.close();
    }

    private void await(ClusterWatch watch, Duration longest) throws InterruptedException {
        flux.settle();
        if (!watch.await(Duration.ofMillis(25))) {
            flux.pass(clock, Duration.ofSeconds(1));
        }
    }

    private Reconciliation reconcile(ClusterApi api, Goal goal) {
        return new FluxReconciler(api, clock, new Redactor(), Timings.DEFAULT, this::await)
                .reconcile(
                        goal,
                        new ReconcileOptions(Set.of(), Duration.ofMinutes(5), true, "delivery"),
                        Progress.NONE,
                        () -> false);
    }

    @Test
    void roles_areWhatDeliveryAndDiagnosisNeed() throws Exception {
        DeployedRoles roles = DeployedRoles.in(cluster, "flux");
        cluster.namespace("shop");
        Files.writeString(directory.resolve("config"), cluster.kubeconfig("prod", roles.token()));
        try (UserClusters clusters = new UserClusters(directory, directory, "", ClusterLimits.DEFAULT);
                ClusterApi api = clusters.open(new ClusterRef("config", "prod"), "acme/shop")) {
            artifactIsDeliveredAndAStuckReleaseRecovered(api);
            commitIsDelivered(api);
            new SuspensionSweep(api).sweep(holder -> true, clock.instant());
            Diagnosis diagnosis =
                    new Diagnostician(api, clock, new Redactor()).diagnose(everythingFailed(), id -> Optional.empty());
            assertThat(diagnosis.unseen()).isEmpty();
            assertThat(diagnosis.pods()).isNotEmpty();
        }
        roles.assertExact();
    }

    private void artifactIsDeliveredAndAStuckReleaseRecovered(ClusterApi api) {
        artifacts.put(URL, "prod@" + DIGEST, Map.of("a.yaml", RELEASE));
        flux.script()
                .next("HelmRelease", "shop", "web", Behaviour.fails("InstallFailed", "timed out"))
                .always("Deployment", "shop", "api", Behaviour.fails("CrashLoopBackOff", "back-off restarting"));
        cluster.apply("""
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata: {name: flux, namespace: flux-system}
            spec: {sync: {kind: OCIRepository, url: "%s", ref: dev, path: ./, interval: 10m}}
            """.formatted(URL));
        flux.settle();
        Goal goal = new Goal(
                "prod",
                "main",
                COMMIT,
                DIGEST,
                new SyncReference("registry.example.org/shop", "prod", "./"),
                Set.of(GIT));
        assertThat(reconcile(api, goal).convergence()).isEqualTo(Convergence.CONVERGED);
    }

    private void commitIsDelivered(ClusterApi api) {
        artifacts.put(
                GIT, "main@sha1:" + COMMIT, Map.of("b.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}"));
        cluster.apply("""
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: shop, namespace: shop}
            spec: {url: "%s", ref: {branch: main}, interval: 10m}
            ---
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: shop, namespace: shop}
            spec: {interval: 10m, path: ./, prune: true, sourceRef: {kind: GitRepository, name: shop}}
            """.formatted(GIT));
        flux.settle();
        Goal goal = new Goal("prod", "main", COMMIT, null, null, Set.of(GIT));
        assertThat(reconcile(api, goal).convergence()).isEqualTo(Convergence.CONVERGED);
    }

    private static Reconciliation everythingFailed() {
        List<ResourceState> states = Stream.of("OCIRepository", "GitRepository", "Kustomization", "HelmRelease")
                .map(kind ->
                        new ResourceState(kind, "shop", "shop", ResourceState.Phase.FAILED, "Failed", "it failed", ""))
                .toList();
        return new Reconciliation(
                Convergence.DIVERGED, states, List.of(), new Reconciliation.Failure("it failed", false));
    }
}
