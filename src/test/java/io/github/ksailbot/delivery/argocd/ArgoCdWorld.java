package io.github.ksailbot.delivery.argocd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterException;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.UserClusters;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.argocd.SandboxArgoCd;
import io.github.ksailbot.sandbox.kubernetes.flux.MemoryArtifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A cluster with Argo CD in it, one environment that delivers to it, and a clock that moves while somebody waits. */
final class ArgoCdWorld implements AutoCloseable {
    static final String REPOSITORY = "registry.example.org/acme/shop";
    static final String URL = "oci://" + REPOSITORY;
    static final String OLD = "sha256:" + "1".repeat(64);
    static final String NEW = "sha256:" + "2".repeat(64);
    static final String COMMIT = "c".repeat(40);
    static final Map<String, String> FILES = Map.of(
            "a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}, data: {v: '1'}}\n");
    static final Map<String, String> CHANGED = Map.of(
            "a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}, data: {v: '2'}}\n");
    private static final ArgoCdTimings TIMINGS = new ArgoCdTimings(
            Duration.ofMinutes(3),
            Duration.ofSeconds(90),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofMillis(20));

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    final SandboxCluster cluster = SandboxCluster.start(clock);
    final MemoryArtifacts artifacts = new MemoryArtifacts();
    final SandboxArgoCd argo = new SandboxArgoCd(cluster.resources(), artifacts);
    final List<String> progress = new ArrayList<>();
    final UserClusters clusters;
    final ArgoCdReconciler reconciler;

    /** How much time passes whenever the driver looks up. */
    Duration pace = Duration.ofSeconds(2);

    boolean repair;
    Set<String> exclude = Set.of();
    Duration timeout = Duration.ofMinutes(5);

    ArgoCdWorld(Path directory) {
        this(directory, "");
    }

    /** @param token of who delivers; empty for somebody who may do everything */
    ArgoCdWorld(Path directory, String token) {
        clusters = new UserClusters(directory, directory, "", ClusterLimits.DEFAULT);
        cluster.namespace(ArgoCdNames.NAMESPACE);
        reconciler = new ArgoCdReconciler(api(directory, token), clock, new Redactor(), TIMINGS);
    }

    private ClusterApi api(Path directory, String account) {
        try {
            String token = account.isEmpty()
                    ? cluster.users().adminToken()
                    : cluster.users().issueServiceAccount("ksail-bot", account);
            Files.writeString(directory.resolve("config"), cluster.kubeconfig("prod", token));
            return clusters.open(new ClusterRef("config", "prod"), "acme/shop");
        } catch (IOException | ClusterException e) {
            throw new IllegalStateException(e);
        }
    }

    void application(String name, String more) {
        application(ArgoCdNames.NAMESPACE, name, URL, "prod", more);
    }

    void application(String namespace, String name, String url, String target, String more) {
        cluster.apply(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %s, namespace: %s}
                spec:
                  project: default
                  destination: {namespace: default, server: https://kubernetes.default.svc}
                  source: {repoURL: "%s", targetRevision: %s, path: .}
                %s
                """
                        .formatted(name, namespace, url, target, more.indent(2)));
    }

    static final String AUTOMATED = "syncPolicy: {automated: {prune: true}}";

    void artifact(String digest, Map<String, String> files) {
        artifacts.put(URL, "prod@" + digest, files);
    }

    Goal goal() {
        return new Goal("prod", "main", COMMIT, NEW, new SyncReference(REPOSITORY, "prod", "./"), Set.of());
    }

    Goal gitGoal() {
        return new Goal("prod", "main", COMMIT, null, null, Set.of("https://github.example.org/acme/shop"));
    }

    Reconciliation reconcile() {
        return reconcile(goal());
    }

    Reconciliation reconcile(Goal goal) {
        Progress heard = (doing, resources) -> progress.add(doing);
        return reconciler.reconcile(goal, new ReconcileOptions(exclude, timeout, repair, "test"), heard, () -> {
            argo.pass(clock, pace);
            return false;
        });
    }

    ObjectNode app(String name) {
        return Objects.requireNonNull(
                cluster.get("argoproj.io/v1alpha1", "Application", ArgoCdNames.NAMESPACE, name));
    }

    @Override
    public void close() {
        reconciler.close();
        clusters.close();
        argo.close();
        cluster.close();
    }
}
