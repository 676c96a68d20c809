package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.ClusterWatch;
import io.github.ksailbot.delivery.cluster.MountedCluster;
import io.github.ksailbot.delivery.cluster.MountedClusters;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.flux.MemoryArtifacts;
import io.github.ksailbot.sandbox.kubernetes.flux.SandboxFlux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A cluster with Flux in which time passes only when nothing else happens. */
final class FluxScene implements AutoCloseable {
    static final String URL = "oci://registry.example.org/shop";
    static final String OLD = "sha256:" + "1".repeat(64);
    static final String NEW = "sha256:" + "2".repeat(64);
    private static final Duration QUIET = Duration.ofMillis(40);

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    final SandboxCluster cluster = SandboxCluster.start(clock);
    final MemoryArtifacts artifacts = new MemoryArtifacts();
    final SandboxFlux flux = new SandboxFlux(cluster.resources(), artifacts);
    final List<String> told = new ArrayList<>();
    final Progress progress = (doing, resources) -> told.add(doing);
    private final MountedClusters clusters;
    private final ClusterApi api;
    private @Nullable Runnable each;
    /** The cluster's revision at which its watches had nothing to say. */
    private long quiet;

    FluxScene(Path directory) throws Exception {
        cluster.namespace("apps");
        cluster.namespace("team");
        Path file = write(directory, cluster.kubeconfig("prod"));
        clusters = new MountedClusters(Map.of("prod", MountedCluster.file(file)), ClusterLimits.DEFAULT);
        api = clusters.open(new ClusterRef("", "prod"), "acme/shop");
    }

    private static Path write(Path directory, String text) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), text);
    }

    /** Runs with what was pushed before: the artifact is there, and everything has settled on it. */
    FluxScene running(Map<String, String> files) {
        return running(files, "prod");
    }

    FluxScene running(Map<String, String> files, String tag) {
        artifacts.put(URL, "prod@" + OLD, files);
        cluster.apply("""
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata: {name: flux, namespace: flux-system}
            spec:
              sync: {kind: OCIRepository, url: "%s", ref: %s, path: ./, interval: 10m}
            """.formatted(URL, tag));
        flux.settle();
        flux.pass(clock, Duration.ofSeconds(30));
        return this;
    }

    FluxScene pushed(Map<String, String> files) {
        artifacts.put(URL, "prod@" + NEW, files);
        return this;
    }

    /** Happens before each wait. */
    FluxScene each(Runnable action) {
        each = action;
        return this;
    }

    static Goal goal(String digest) {
        return new Goal(
                "prod",
                "main",
                "c".repeat(40),
                digest,
                new SyncReference("registry.example.org/shop", "prod", "./"),
                Set.of("https://github.com/acme/shop"));
    }

    static ReconcileOptions options(String... exclude) {
        return new ReconcileOptions(Set.of(exclude), Duration.ofMinutes(5), true, "delivery-1");
    }

    FluxReconciler reconciler() {
        return new FluxReconciler(api, clock, new Redactor(), Timings.DEFAULT, this::await);
    }

    private void await(ClusterWatch watch, Duration longest) throws InterruptedException {
        flux.settle();
        if (each != null) {
            each.run();
        }
        long revision = cluster.resources().store().revision();
        // What was quiet stays quiet while nothing changes, unless a test does something to it.
        if (!watch.await(revision == quiet && each == null ? Duration.ZERO : QUIET)) {
            quiet = revision;
            flux.pass(clock, Duration.ofSeconds(1));
        }
    }

    Reconciliation reconcile(String... exclude) {
        return reconcile(goal(NEW), options(exclude), () -> false);
    }

    Reconciliation reconcile(Goal goal, ReconcileOptions options, BooleanSupplier cancelled) {
        return reconciler().reconcile(goal, options, progress, cancelled);
    }

    /** Runs as somebody else from here on. */
    Reconciliation reconcileAs(Path kubeconfig) throws Exception {
        try (MountedClusters own =
                        new MountedClusters(Map.of("prod", MountedCluster.file(kubeconfig)), ClusterLimits.DEFAULT);
                FluxReconciler reconciler = new FluxReconciler(
                        own.open(new ClusterRef("", "prod"), "acme/shop"),
                        clock,
                        new Redactor(),
                        Timings.DEFAULT,
                        this::await)) {
            return reconciler.reconcile(goal(NEW), options(), progress, () -> false);
        }
    }

    ClusterApi api() {
        return api;
    }

    static Map<String, String> files(String... pairs) {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            files.put(pairs[i], pairs[i + 1]);
        }
        return files;
    }

    static String map(String name, String value) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: default}, data: {v: '%s'}}\n"
                .formatted(name, value);
    }

    static String kustomization(String namespace, String name, String more) {
        return """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: %2$s, namespace: %1$s}
            spec:
              interval: 10m
              retryInterval: 30s
              timeout: 20s
              prune: true
              path: ./%2$s
              sourceRef: {kind: OCIRepository, name: flux-system, namespace: flux-system}
            %3$s
            ---
            """.formatted(namespace, name, more.indent(2));
    }

    static String release(String name) {
        return """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: %s, namespace: apps}
            spec:
              interval: 10m
              chart: {spec: {chart: app, sourceRef: {kind: HelmRepository, name: charts}}}
            ---
            """.formatted(name);
    }

    @Override
    public void close() {
        api.close();
        clusters.close();
        flux.close();
        cluster.close();
    }
}
