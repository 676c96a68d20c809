package io.github.ksailbot.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.argocd.ArgoCdReconciler;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterException;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.UserClusters;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciler;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.argocd.SandboxArgoCd;
import io.github.ksailbot.sandbox.kubernetes.flux.MemoryArtifacts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** How long after Argo CD has written that an Application is synced and healthy the driver says so. */
final class ConvergeArgoCd {
    private static final String REPOSITORY = "registry.example.org/acme/shop";
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 25;

    private final SandboxCluster cluster = SandboxCluster.start();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();

    private ConvergeArgoCd() {}

    static void measure(Path data, PrintStream out) throws IOException, InterruptedException {
        Files.createDirectories(data);
        new ConvergeArgoCd().argo(data, out);
    }

    private void argo(Path data, PrintStream out) throws IOException, InterruptedException {
        cluster.apply("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: ksail, namespace: argocd}
                spec:
                  destination: {namespace: default}
                  source: {repoURL: "oci://%s", targetRevision: prod, path: .}
                  syncPolicy: {automated: {prune: true}}
                """.formatted(REPOSITORY));
        try (cluster;
                SandboxArgoCd argo = new SandboxArgoCd(cluster.resources(), artifacts).start();
                UserClusters clusters = clusters(data);
                Reconciler reconciler = new ArgoCdReconciler(api(clusters), Clock.systemUTC(), new Redactor())) {
            print(out, reconciler, digest -> {
                ObjectNode app = cluster.get("argoproj.io/v1alpha1", "Application", "argocd", "ksail");
                return app != null
                        && app.at("/status/sync/status").asText().equals("Synced")
                        && app.at("/status/sync/revision").asText().equals(digest)
                        && app.at("/status/health/status").asText().equals("Healthy")
                        && !app.has("operation");
            });
        }
    }

    private UserClusters clusters(Path data) throws IOException {
        Files.writeString(data.resolve("config"), cluster.kubeconfig("prod"));
        return new UserClusters(data, data, "", ClusterLimits.DEFAULT);
    }

    private static ClusterApi api(UserClusters clusters) {
        try {
            return clusters.open(new ClusterRef("config", "prod"), "acme/shop");
        } catch (ClusterException e) {
            throw new IllegalStateException(e);
        }
    }

    private void print(PrintStream out, Reconciler reconciler, Predicate<String> ready) throws InterruptedException {
        List<Long> late = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            String digest = "sha256:" + String.format(Locale.ROOT, "%064x", round + 1);
            String map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}, data: {v: '%d'}}"
                    .formatted(round);
            artifacts.put("oci://" + REPOSITORY, "prod@" + digest, Map.of("a.yaml", map));
            CompletableFuture<Long> moment = CompletableFuture.supplyAsync(() -> moment(digest, ready));
            long begun = System.nanoTime();
            Reconciliation reconciliation = reconciler.reconcile(goal(digest), options(), Progress.NONE, () -> false);
            long ended = System.nanoTime();
            if (reconciliation.convergence() != Convergence.CONVERGED) {
                throw new IllegalStateException("Argo CD did not converge: " + reconciliation);
            }
            if (round >= WARM_UP) {
                late.add(ended - moment.join());
                whole.add(ended - begun);
            }
        }
        out.println("  report after ready: " + Latencies.of(late));
        out.println("  trigger to report:  " + Latencies.of(whole));
    }

    private long moment(String digest, Predicate<String> ready) {
        try {
            while (true) {
                long at = cluster.resources().store().revision();
                if (ready.test(digest)) {
                    return System.nanoTime();
                }
                cluster.resources().store().await(at, Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Goal goal(String digest) {
        return new Goal("prod", "main", "c".repeat(40), digest, new SyncReference(REPOSITORY, "prod", "./"), Set.of());
    }

    private static ReconcileOptions options() {
        return new ReconcileOptions(Set.of(), Duration.ofMinutes(1), false, "benchmark");
    }
}
