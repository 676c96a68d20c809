package io.github.ksailbot.delivery.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.MountedCluster;
import io.github.ksailbot.delivery.cluster.MountedClusters;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class DiagnosticianTest {
    private static final Reconciliation FAILED = new Reconciliation(
            Convergence.DIVERGED,
            List.of(new ResourceState(
                    "Kustomization",
                    "flux-system",
                    "apps",
                    Phase.FAILED,
                    "HealthCheckFailed",
                    "timeout waiting for: [Deployment/shop/web status: 'InProgress']",
                    "")),
            List.of(),
            new Reconciliation.Failure("failed", false));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T10:00:00Z"));
    private SandboxCluster cluster;
    private MountedClusters clusters;
    private ClusterApi api;

    @BeforeEach
    void start() throws Exception {
        cluster = SandboxCluster.start(clock);
        Path file = Files.writeString(directory.resolve("config"), cluster.kubeconfig("prod"));
        clusters = new MountedClusters(Map.of("prod", MountedCluster.file(file)), ClusterLimits.DEFAULT);
        api = clusters.open(new ClusterRef("", "prod"), "acme/shop");
        cluster.apply("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-7d9c5b8f64-abcde
              namespace: shop
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-7d9c5b8f64, uid: x}]
            spec: {containers: [{name: app, image: "registry.example/web:2"}]}
            status:
              phase: Running
              containerStatuses:
              - name: app
                image: registry.example/web:2
                ready: false
                restartCount: 3
                state: {waiting: {reason: CrashLoopBackOff, message: "back-off 40s restarting failed container"}}
                lastState: {terminated: {reason: Error, exitCode: 1}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: fine, namespace: shop}
            spec: {containers: [{name: app, image: "registry.example/web:1"}]}
            status:
              phase: Running
              containerStatuses: [{name: app, image: x, ready: true, restartCount: 0, state: {running: {}}}]
            """);
        cluster.apply("""
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: apps, namespace: flux-system}
            spec: {path: ./, interval: 1m, prune: true, sourceRef: {kind: OCIRepository, name: flux-system}}
            status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}, {id: _shop__Namespace, v: v1}]}}
            """);
        cluster.logs()
                .set(
                        "shop",
                        "web-7d9c5b8f64-abcde",
                        "app",
                        true,
                        "starting\nDB_PASSWORD=hunter2\n\u001b[31mpanic: no db\u001b[0m\n");
        event("web-7d9c5b8f64-abcde", "BackOff", "Back-off restarting", "2026-01-01T09:57:00Z");
        event("old", "BackOff", "long ago", "2026-01-01T09:00:00Z");
        clock.set(Instant.parse("2026-01-01T10:00:00Z"));
    }

    private void event(String pod, String reason, String message, String time) {
        cluster.apply("""
            apiVersion: v1
            kind: Event
            metadata: {name: %s.%s, namespace: shop}
            type: Warning
            reason: %s
            message: "%s"
            lastTimestamp: "%s"
            involvedObject: {kind: Pod, namespace: shop, name: %s}
            """.formatted(
                        pod, time.toLowerCase(java.util.Locale.ROOT).replace(":", "-"), reason, message, time, pod));
    }

    @AfterEach
    void stop() {
        api.close();
        clusters.close();
        cluster.close();
    }

    private Diagnosis diagnose(Duration budget) {
        return diagnose(budget, FAILED);
    }

    private Diagnosis diagnose(Duration budget, Reconciliation ended) {
        return new Diagnostician(api, clock, new Redactor(), budget)
                .diagnose(
                        ended,
                        id -> id.kind().equals("Deployment") && id.name().equals("web")
                                ? Optional.of(Origin.of("k8s/web.yaml", 12, 5))
                                : Optional.empty());
    }

    @Test
    void failingPod_isFoundInANamespaceOfTheInventory() {
        Diagnosis diagnosis = diagnose(Duration.ofSeconds(15));
        assertThat(diagnosis.summary()).isEqualTo("reconciliation failed: apps (HealthCheckFailed)");
        assertThat(diagnosis.pods()).singleElement().satisfies(pod -> {
            assertThat(pod)
                    .hasToString("web-7d9c5b8f64-abcde: CrashLoopBackOff for registry.example/web:2 (3 restarts)");
            assertThat(pod.log()).containsExactly("starting", "DB_PASSWORD=<redacted>", "panic: no db");
        });
        assertThat(diagnosis.events())
                .extracting(Object::toString)
                .containsExactly("3m ago  Pod/web-7d9c5b8f64-abcde  Back-off restarting (BackOff)");
        assertThat(diagnosis.causes())
                .extracting(Diagnosis.Cause::title)
                .contains("A container crashes again and again");
        assertThat(String.join("\n", DiagnosisText.of(diagnosis)))
                .contains("✗ apps")
                .contains("failing pods (shop):")
                .contains("recent warnings")
                .doesNotContain("hunter2");
    }

    /** A hook's output, a resource's name or a condition's message is whoever's text. */
    @Test
    void namespaceThatAMessageNames_isNotLookedAt() {
        cluster.apply("""
            apiVersion: v1
            kind: Pod
            metadata: {name: vault, namespace: somebody-else}
            spec: {containers: [{name: app, image: x}]}
            status:
              phase: Running
              containerStatuses:
              - {name: app, image: x, ready: false, restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}}}
            ---
            apiVersion: v1
            kind: Event
            metadata: {name: vault.1, namespace: somebody-else}
            type: Warning
            reason: BackOff
            message: theirs
            lastTimestamp: "2026-01-01T09:59:00Z"
            involvedObject: {kind: Pod, namespace: somebody-else, name: vault}
            """);
        Diagnosis diagnosis = diagnose(
                Duration.ofSeconds(15),
                failed("Kustomization", "apps", "timeout waiting for: [Deployment/somebody-else/vault: 'InProgress']"));
        assertThat(diagnosis.pods()).extracting(Diagnosis.PodRow::namespace).containsExactly("shop");
        assertThat(diagnosis.events()).extracting(Diagnosis.EventRow::namespace).containsExactly("shop");
        assertThat(cluster.requests()).noneMatch(request -> request.path().contains("somebody-else"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ownInventories")
    void inventories_sayWhereToLook(String name, String kind, String manifest, boolean found) {
        cluster.apply(manifest);
        assertThat(diagnose(Duration.ofSeconds(15), failed(kind, "own", "not ready"))
                        .pods())
                .hasSize(found ? 1 : 0);
    }

    static Stream<Arguments> ownInventories() {
        String release = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n"
                + "metadata: {name: own, namespace: flux-system}\n";
        String application = "apiVersion: argoproj.io/v1alpha1\nkind: Application\n"
                + "metadata: {name: own, namespace: flux-system}\n";
        return Stream.of(
                arguments(
                        "where a release would like to be",
                        "HelmRelease",
                        release + "spec: {targetNamespace: shop}",
                        false),
                arguments(
                        "where it would like to be kept",
                        "HelmRelease",
                        release + "spec: {storageNamespace: shop}",
                        false),
                arguments(
                        "where a release is installed",
                        "HelmRelease",
                        release + "status: {history: [{name: own, namespace: shop}]}",
                        true),
                arguments(
                        "release in another cluster",
                        "HelmRelease",
                        release + "spec: {kubeConfig: {secretRef: {name: other}}}\n"
                                + "status: {history: [{name: own, namespace: shop}]}",
                        false),
                arguments(
                        "resources of an Application",
                        "Application",
                        application
                                + "status: {resources: [{kind: Deployment, namespace: shop, name: web, status:"
                                + " Synced}]}",
                        true),
                arguments(
                        "resources of an Application of this cluster",
                        "Application",
                        application + "spec: {destination: {server: 'https://kubernetes.default.svc'}}\n"
                                + "status: {resources: [{kind: Deployment, namespace: shop, name: web, status:"
                                + " Synced}]}",
                        true),
                arguments(
                        "resources of an Application in another cluster",
                        "Application",
                        application + "spec: {destination: {name: elsewhere}}\n"
                                + "status: {resources: [{kind: Deployment, namespace: shop, name: web, status:"
                                + " Synced}]}",
                        false),
                arguments(
                        "resources that an Application may not apply",
                        "Application",
                        application + "status: {resources: [{kind: Deployment, namespace: shop, status: OutOfSync}]}",
                        false),
                arguments(
                        "where an Application would like to be",
                        "Application",
                        application + "spec: {destination: {namespace: shop}}",
                        false));
    }

    private static Reconciliation failed(String kind, String name, String message) {
        return new Reconciliation(
                Convergence.DIVERGED,
                List.of(new ResourceState(kind, "flux-system", name, Phase.FAILED, "HealthCheckFailed", message, "")),
                List.of(),
                new Reconciliation.Failure("failed", false));
    }

    @Test
    void cause_pointsToTheLineOfTheWorkload() {
        assertThat(diagnose(Duration.ofSeconds(15)).causes())
                .anySatisfy(cause -> assertThat(cause.origin()).isEqualTo(Origin.of("k8s/web.yaml", 12, 5)));
    }

    @Test
    void imagePolicies_areThoseOfTheNamespacesConcerned() {
        for (String namespace : List.of("shop", "somebody-else")) {
            cluster.apply("""
                apiVersion: image.toolkit.fluxcd.io/v1
                kind: ImageRepository
                metadata: {name: web, namespace: %1$s}
                status: {lastScanResult: {latestTags: [v2.0.0, v1.4.0]}}
                ---
                apiVersion: image.toolkit.fluxcd.io/v1
                kind: ImagePolicy
                metadata: {name: web, namespace: %1$s}
                spec: {imageRepositoryRef: {name: web}, policy: {semver: {range: 1.x}}}
                status: {latestRef: {tag: v1.4.0}}
                """.formatted(namespace));
        }
        assertThat(diagnose(Duration.ofSeconds(15)).causes())
                .filteredOn(cause -> cause.title().equals(ImagePolicies.TITLE))
                .extracting(cause -> cause.subject().namespace())
                .containsExactly("shop");
    }

    @Test
    void whatCannotBeSeen_isSaid_andTheRestIsStillTold() {
        cluster.faults().next("GET", ".*/pods.*", 20, Fault.status(403));
        Diagnosis diagnosis = diagnose(Duration.ofSeconds(15));
        assertThat(diagnosis.pods()).isEmpty();
        assertThat(diagnosis.unseen()).anyMatch(text -> text.startsWith("pods in shop"));
        assertThat(diagnosis.events()).isNotEmpty();
    }

    @Test
    void serverThatHangs_costsTheBudgetAlone() {
        cluster.faults().next("GET", ".*/pods.*", new Fault.Held());
        Diagnosis diagnosis = diagnose(Duration.ofMillis(300));
        assertThat(diagnosis.resources()).hasSize(1);
        assertThat(diagnosis.summary()).isNotEmpty();
        cluster.faults().letGo();
    }

    @Test
    void manyEvents_areCounted() {
        for (int i = 0; i < 25; i++) {
            event("p" + i, "BackOff", "again", "2026-01-01T09:59:%02dZ".formatted(i));
        }
        Diagnosis diagnosis = diagnose(Duration.ofSeconds(15));
        assertThat(diagnosis.events()).hasSize(20);
        assertThat(diagnosis.moreEvents()).isEqualTo(6);
        assertThat(DiagnosisText.of(diagnosis)).contains("  ... and 6 more events");
    }

    @Test
    void eventAges() {
        assertThat(Wording.age(Duration.ofSeconds(45))).isEqualTo("45s");
        assertThat(Wording.age(Duration.ofMinutes(3))).isEqualTo("3m");
        assertThat(Wording.age(Duration.ofMinutes(90))).isEqualTo("1h30m");
    }
}
