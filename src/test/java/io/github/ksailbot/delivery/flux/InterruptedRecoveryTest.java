package io.github.ksailbot.delivery.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.MountedCluster;
import io.github.ksailbot.delivery.cluster.MountedClusters;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.Waiting;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.flux.MemoryArtifacts;
import io.github.ksailbot.sandbox.kubernetes.flux.SandboxFlux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it has a release suspended. */
@Timeout(120)
class InterruptedRecoveryTest {
    /** Suspends what is stuck, and would resume it in an hour. */
    private static final Timings NEVER_RESUMES = new Timings(
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ofHours(1));

    @TempDir
    Path directory;

    /** The process: a delivery of what the cluster's source holds already. */
    static final class Delivery {
        private Delivery() {}

        public static void main(String[] arguments) throws Exception {
            try (MountedClusters clusters = clusters(Path.of(arguments[0]));
                    FluxReconciler reconciler = new FluxReconciler(
                            clusters.open(new ClusterRef("", "prod"), "acme/shop"),
                            Clock.systemUTC(),
                            new Redactor(),
                            NEVER_RESUMES,
                            Waiting.FOR_EVENTS)) {
                reconciler.reconcile(FluxScene.goal(FluxScene.OLD), FluxScene.options(), Progress.NONE, () -> false);
            }
        }
    }

    private static MountedClusters clusters(Path kubeconfig) {
        return new MountedClusters(Map.of("prod", MountedCluster.file(kubeconfig)), ClusterLimits.DEFAULT);
    }

    private static ObjectNode release(SandboxCluster cluster) {
        return Objects.requireNonNull(cluster.get("helm.toolkit.fluxcd.io/v2", "HelmRelease", "apps", "app"));
    }

    @Test
    void killedProcess_leavesARelease_thatTheNextOnesSweepResumes() throws Exception {
        MemoryArtifacts artifacts = new MemoryArtifacts();
        try (SandboxCluster cluster = SandboxCluster.start();
                SandboxFlux flux = new SandboxFlux(cluster.resources(), artifacts)) {
            cluster.namespace("apps");
            flux.script().next("HelmRelease", "apps", "app", Behaviour.fails("InstallFailed", "timed out"));
            artifacts.put(FluxScene.URL, "prod@" + FluxScene.OLD, FluxScene.files("hr.yaml", FluxScene.release("app")));
            cluster.apply("""
                apiVersion: fluxcd.controlplane.io/v1
                kind: FluxInstance
                metadata: {name: flux, namespace: flux-system}
                spec: {sync: {kind: OCIRepository, url: "%s", ref: prod, path: ./, interval: 10m}}
                """.formatted(FluxScene.URL));
            flux.start();
            Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig("prod"));
            Path log = directory.resolve("log");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-XX:TieredStopAtLevel=1",
                            Delivery.class.getName(),
                            kubeconfig.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                while (cluster.get("helm.toolkit.fluxcd.io/v2", "HelmRelease", "apps", "app") == null
                        || !release(cluster).at("/spec/suspend").asBoolean()) {
                    assertThat(process.isAlive()).as(() -> read(log)).isTrue();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(release(cluster).at("/spec/suspend").asBoolean()).isTrue();

            try (MountedClusters clusters = clusters(kubeconfig);
                    ClusterApi api = clusters.open(new ClusterRef("", "prod"), "acme/shop")) {
                assertThat(new SuspensionSweep(api).sweep(holder -> true, Instant.now()))
                        .as("somebody may still be at it")
                        .isEmpty();
                assertThat(new SuspensionSweep(api).sweep(holder -> !holder.equals("delivery-1"), Instant.now()))
                        .containsExactly("apps/app");
            }
            assertThat(release(cluster).at("/spec/suspend").isMissingNode()).isTrue();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
