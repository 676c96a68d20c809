package io.github.ksailbot.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.MountedCluster;
import io.github.ksailbot.delivery.cluster.MountedClusters;
import io.github.ksailbot.delivery.flux.FluxReconciler;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.flux.MemoryArtifacts;
import io.github.ksailbot.sandbox.kubernetes.flux.SandboxFlux;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** How soon a delivery is reported once Flux's controllers are through with it, over a watch on loopback. */
final class Converge {
    private static final String URL = "oci://registry.example.org/shop";
    private static final int WARM_UP = 5;
    private static final int MEASURED = 30;
    private static final int KUSTOMIZATIONS = 20;

    private Converge() {}

    static void measure(Path data, PrintStream out) throws IOException {
        Files.createDirectories(data);
        MemoryArtifacts artifacts = new MemoryArtifacts();
        try (SandboxCluster cluster = SandboxCluster.start();
                SandboxFlux flux = new SandboxFlux(cluster.resources(), artifacts)) {
            Path file = Files.writeString(data.resolve("kubeconfig"), cluster.kubeconfig("prod"));
            artifacts.put(URL, revision(0), files(0));
            cluster.apply("""
                apiVersion: fluxcd.controlplane.io/v1
                kind: FluxInstance
                metadata: {name: flux, namespace: flux-system}
                spec: {sync: {kind: OCIRepository, url: "%s", ref: prod, path: ./, interval: 10m}}
                """.formatted(URL));
            flux.settle();
            flux.start();
            List<Long> latencies = new ArrayList<>();
            try (MountedClusters clusters =
                    new MountedClusters(Map.of("prod", MountedCluster.file(file)), ClusterLimits.DEFAULT)) {
                for (int i = 1; i <= WARM_UP + MEASURED; i++) {
                    artifacts.put(URL, revision(i), files(i));
                    long latency = deliver(cluster, clusters, i);
                    if (i > WARM_UP) {
                        latencies.add(latency);
                    }
                }
            }
            out.println("  " + KUSTOMIZATIONS + " Kustomizations, " + Latencies.of(latencies));
        }
    }

    /** From the last Kustomization's being ready to the verdict. */
    private static long deliver(SandboxCluster cluster, MountedClusters clusters, int number) {
        CompletableFuture<Long> told = CompletableFuture.supplyAsync(() -> {
            try (FluxReconciler reconciler = new FluxReconciler(
                    clusters.open(new ClusterRef("", "prod"), "acme/shop"), Clock.systemUTC(), new Redactor())) {
                Reconciliation ended = reconciler.reconcile(goal(number), options(number), Progress.NONE, () -> false);
                if (ended.failure() != null) {
                    throw new IllegalStateException(ended.failure().message());
                }
                return System.nanoTime();
            } catch (io.github.ksailbot.delivery.cluster.ClusterException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!told.isDone() && !isReady(cluster, revision(number))) {
            LockSupport.parkNanos(500_000);
        }
        long ready = System.nanoTime();
        return Math.max(0, told.join() - ready);
    }

    private static boolean isReady(SandboxCluster cluster, String revision) {
        List<ObjectNode> all = cluster.list("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "flux-system");
        for (ObjectNode kustomization : all) {
            boolean applied =
                    kustomization.at("/status/lastAppliedRevision").asText().equals(revision);
            boolean asked = kustomization
                    .at("/metadata/annotations/reconcile.fluxcd.io~1requestedAt")
                    .asText()
                    .equals(kustomization.at("/status/lastHandledReconcileAt").asText());
            boolean ready = false;
            for (JsonNode condition : kustomization.at("/status/conditions")) {
                ready |= condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True");
            }
            if (!applied || !asked || !ready) {
                return false;
            }
        }
        // before the root was asked again it looks ready too
        return all.stream()
                .anyMatch(root -> root.at("/metadata/name").asText().equals("flux-system")
                        && root.at("/metadata/annotations/reconcile.fluxcd.io~1requestedAt")
                                        .asText()
                                        .compareTo(requested(cluster))
                                >= 0);
    }

    private static String requested(SandboxCluster cluster) {
        ObjectNode source = cluster.get("source.toolkit.fluxcd.io/v1", "OCIRepository", "flux-system", "flux-system");
        return source == null
                ? ""
                : source.at("/metadata/annotations/reconcile.fluxcd.io~1requestedAt")
                        .asText();
    }

    private static Goal goal(int number) {
        return new Goal(
                "prod",
                "main",
                "c".repeat(40),
                digest(number),
                new SyncReference("registry.example.org/shop", "prod", "./"),
                Set.of());
    }

    private static ReconcileOptions options(int number) {
        return new ReconcileOptions(Set.of(), Duration.ofMinutes(1), false, "benchmark-" + number);
    }

    private static String digest(int number) {
        return "sha256:%064x".formatted(number);
    }

    private static String revision(int number) {
        return "prod@" + digest(number);
    }

    private static Map<String, String> files(int number) {
        Map<String, String> files = new HashMap<>();
        StringBuilder kustomizations = new StringBuilder();
        for (int i = 1; i < KUSTOMIZATIONS; i++) {
            kustomizations.append("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: app-%1$d, namespace: flux-system}
                spec: {interval: 10m, prune: true, path: ./app-%1$d, sourceRef: {kind: OCIRepository, name: flux-system}}
                ---
                """.formatted(i));
            files.put(
                    "app-" + i + "/map.yaml",
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: app-%d, namespace: default}, data: {v: '%d'}}"
                            .formatted(i, number));
        }
        files.put("apps.yaml", kustomizations.toString());
        files.put("kustomization.yaml", "resources: [apps.yaml]\n");
        return files;
    }
}
