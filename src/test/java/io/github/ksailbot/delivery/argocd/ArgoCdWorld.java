package io.github.ksailbot.delivery.argocd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterException;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.ClusterWatch;
import io.github.ksailbot.delivery.cluster.UserClusters;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
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
import java.util.function.Function;

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
    /** No word from the cluster for this long means that it has nothing to say before time passes. */
    private static final Duration QUIET = Duration.ofMillis(25);

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    final SandboxCluster cluster = SandboxCluster.start(clock);
    final MemoryArtifacts artifacts = new MemoryArtifacts();
    final SandboxArgoCd argo = new SandboxArgoCd(cluster.resources(), artifacts);
    final List<String> progress = new ArrayList<>();
    final UserClusters clusters;
    final ClusterApi api;
    final ArgoCdReconciler reconciler;

    /** Happens before each wait. */
    Runnable each = () -> {};

    private int quiet;
    boolean repair;
    DeclaredObjects declared = DeclaredObjects.NONE;
    Set<String> exclude = Set.of();
    Duration timeout = Duration.ofMinutes(5);

    ArgoCdWorld(Path directory) {
        this(directory, cluster -> cluster.users().adminToken());
    }

    /** @param account gives the token of who delivers */
    ArgoCdWorld(Path directory, Function<SandboxCluster, String> account) {
        clusters = new UserClusters(directory, directory, "", ClusterLimits.DEFAULT);
        cluster.namespace(ArgoCdNames.NAMESPACE);
        try {
            Files.writeString(directory.resolve("config"), cluster.kubeconfig("prod", account.apply(cluster)));
            api = clusters.open(new ClusterRef("config", "prod"), "acme/shop");
        } catch (IOException | ClusterException e) {
            throw new IllegalStateException(e);
        }
        reconciler = new ArgoCdReconciler(api, clock, new Redactor(), ArgoCdTimings.DEFAULT, this::await);
    }

    private void await(ClusterWatch watch, Duration longest) throws InterruptedException {
        argo.settle();
        each.run();
        if (watch.await(QUIET)) {
            quiet = 0;
        } else {
            // The longer nothing happens, the faster time goes.
            argo.pass(clock, Duration.ofSeconds(1L << Math.min(3, quiet++ / 3)));
        }
    }

    void application(String name, String more) {
        application(ArgoCdNames.NAMESPACE, name, URL, "prod", more);
    }

    void application(String namespace, String name, String url, String target, String more) {
        cluster.apply("""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: %s, namespace: %s}
            spec:
              project: default
              destination: {namespace: default, server: https://kubernetes.default.svc}
              source: {repoURL: "%s", targetRevision: %s, path: .}
            %s
            """.formatted(name, namespace, url, target, more.indent(2)));
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
        return reconciler.reconcile(
                goal, new ReconcileOptions(exclude, timeout, repair, declared, "test"), heard, () -> false);
    }

    ObjectNode app(String name) {
        return Objects.requireNonNull(cluster.get("argoproj.io/v1alpha1", "Application", ArgoCdNames.NAMESPACE, name));
    }

    @Override
    public void close() {
        reconciler.close();
        clusters.close();
        argo.close();
        cluster.close();
    }
}
