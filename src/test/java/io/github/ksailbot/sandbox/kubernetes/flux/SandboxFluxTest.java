package io.github.ksailbot.sandbox.kubernetes.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Change;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxFluxTest {
    private static final String URL = "oci://registry.example.org/shop";
    private static final String ONE = "prod@sha256:" + "1".repeat(64);
    private static final String TWO = "prod@sha256:" + "2".repeat(64);
    private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io/v1";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final SandboxCluster cluster = SandboxCluster.start(clock);
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final SandboxFlux flux = new SandboxFlux(cluster.resources(), artifacts);

    @AfterEach
    void close() {
        flux.close();
        cluster.close();
    }

    private void instance() {
        cluster.apply("""
                apiVersion: fluxcd.controlplane.io/v1
                kind: FluxInstance
                metadata: {name: flux, namespace: flux-system}
                spec:
                  sync: {kind: OCIRepository, url: "%s", ref: prod, path: ./, interval: 1m}
                """.formatted(URL));
    }

    private static Map<String, String> files(String... pairs) {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            files.put(pairs[i], pairs[i + 1]);
        }
        return files;
    }

    private static String map(String name, String value) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: default}, data: {v: '%s'}}\n"
                .formatted(name, value);
    }

    private static String kustomization(String name, String more) {
        return """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: flux-system}
                spec:
                  interval: 1m
                  retryInterval: 30s
                  timeout: 10s
                  prune: true
                  path: ./%1$s
                  sourceRef: {kind: OCIRepository, name: flux-system}
                %2$s
                """.formatted(name, more.indent(2));
    }

    private ObjectNode root() {
        return kustomization("flux-system");
    }

    private ObjectNode kustomization(String name) {
        return Objects.requireNonNull(cluster.get(KUSTOMIZE, "Kustomization", "flux-system", name));
    }

    private static String condition(ObjectNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText() + " "
                        + condition.path("reason").asText();
            }
        }
        return "";
    }

    private void ask(String apiVersion, String kind, String name, String token) {
        Kind known = cluster.resources().kinds().of(apiVersion, kind).orElseThrow();
        cluster.resources()
                .change(
                        known,
                        "flux-system",
                        name,
                        object -> {
                            object.withObject("/metadata/annotations").put("reconcile.fluxcd.io/requestedAt", token);
                            return object;
                        },
                        Write.by("test"));
    }

    @Test
    void instance_becomesSourceAndRoot_whichAreAppliedAndPruned() {
        artifacts.put(URL, ONE, files("a.yaml", map("a", "1"), "b.yaml", map("b", "1")));
        instance();
        flux.settle();
        assertThat(condition(root(), "Ready")).isEqualTo("True ReconciliationSucceeded");
        assertThat(root().at("/status/lastAppliedRevision").asText()).isEqualTo(ONE);
        assertThat(root().at("/status/inventory/entries")).hasSize(2);
        artifacts.put(URL, TWO, files("a.yaml", map("a", "2")));
        flux.pass(clock, Duration.ofMinutes(1));
        assertThat(root().at("/status/lastAppliedRevision").asText()).isEqualTo(TWO);
        assertThat(cluster.list("v1", "ConfigMap", "default"))
                .extracting(map ->
                        map.at("/metadata/name").asText() + map.at("/data/v").asText())
                .containsExactly("a2");
    }

    @Test
    void request_isAcknowledgedWithTheResult_afterProgressWasShown() {
        artifacts.put(URL, ONE, files("a.yaml", map("a", "1")));
        instance();
        flux.settle();
        long before = cluster.resources().store().revision();
        artifacts.put(URL, TWO, files("a.yaml", map("a", "2")));
        ask("source.toolkit.fluxcd.io/v1", "OCIRepository", "flux-system", "t1");
        flux.settle();
        assertThat(history(before, "ocirepositories"))
                .containsExactly(
                        "True Succeeded|||" + ONE,
                        "True Succeeded|True Progressing||" + ONE,
                        "Unknown Progressing|True Progressing||" + ONE,
                        "True Succeeded||t1|" + TWO);
        assertThat(history(before, "kustomizations"))
                .containsExactly(
                        "Unknown Progressing|True Progressing||" + ONE,
                        "Unknown Progressing|True Progressing||" + TWO,
                        "True ReconciliationSucceeded|||" + TWO);
    }

    /** Ready, Reconciling, acknowledged request and revision: each state that a watch could have seen, once. */
    private List<String> history(long after, String plural) {
        List<String> states = new ArrayList<>();
        for (Change change : cluster.resources().store().since(after)) {
            ObjectNode object = change.after();
            if (object != null && change.key().plural().equals(plural)) {
                String state = String.join(
                        "|",
                        condition(object, "Ready"),
                        condition(object, "Reconciling"),
                        object.at("/status/lastHandledReconcileAt").asText(""),
                        object.at("/status/artifact/revision")
                                .asText(object.at("/status/lastAttemptedRevision")
                                        .asText("")));
                if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                    states.add(state);
                }
            }
        }
        return states;
    }

    @Test
    void brokenBuild_failsOnThatRevision_andIsRetried() {
        artifacts.put(URL, ONE, files("kustomization.yaml", "resources: [gone.yaml]\n"));
        instance();
        flux.settle();
        assertThat(condition(root(), "Ready")).isEqualTo("False BuildFailed");
        assertThat(condition(root(), "Reconciling")).isEqualTo("True ProgressingWithRetry");
        assertThat(root().at("/status/lastAttemptedRevision").asText()).isEqualTo(ONE);
        assertThat(root().at("/status").has("lastAppliedRevision")).isFalse();
        assertThat(root().at("/status").has("observedGeneration")).isFalse();
        artifacts.put(URL, TWO, files("a.yaml", map("a", "1")));
        flux.pass(clock, Duration.ofMinutes(1));
        assertThat(condition(root(), "Ready")).isEqualTo("True ReconciliationSucceeded");
    }

    @Test
    void missingPath_isAFailureOfTheArtifact() {
        artifacts.put(
                URL, ONE, files("kustomization.yaml", "resources: [ks.yaml]\n", "ks.yaml", kustomization("apps", "")));
        instance();
        flux.settle();
        assertThat(condition(kustomization("apps"), "Ready")).isEqualTo("False ArtifactFailed");
    }

    @Test
    void missingArtifact_failsTheSource_andTheRootWaitsForIt() {
        instance();
        flux.settle();
        ObjectNode source = Objects.requireNonNull(
                cluster.get("source.toolkit.fluxcd.io/v1", "OCIRepository", "flux-system", "flux-system"));
        assertThat(condition(source, "Ready")).isEqualTo("False OCIPullFailed");
        assertThat(condition(source, "FetchFailed")).isEqualTo("True OCIPullFailed");
        assertThat(condition(root(), "Ready")).isEqualTo("False ArtifactFailed");
        artifacts.put(URL, ONE, files("a.yaml", map("a", "1")));
        flux.pass(clock, Duration.ofSeconds(30));
        assertThat(condition(root(), "Ready")).isEqualTo("True ReconciliationSucceeded");
    }

    @Test
    void dependents_waitUntilTheirDependencyHasTheSameRevision() {
        artifacts.put(
                URL,
                ONE,
                files(
                        "kustomization.yaml",
                        "resources: [ks.yaml]\n",
                        "ks.yaml",
                        kustomization("infra", "") + "---\n" + kustomization("apps", "dependsOn: [{name: infra}]"),
                        "infra/a.yaml",
                        map("a", "1"),
                        "apps/b.yaml",
                        map("b", "1")));
        flux.script().next("Kustomization", "flux-system", "infra", Behaviour.slow(Duration.ofSeconds(3)));
        instance();
        flux.settle();
        assertThat(condition(kustomization("apps"), "Ready")).isEqualTo("False DependencyNotReady");
        flux.pass(clock, Duration.ofSeconds(5));
        assertThat(condition(kustomization("apps"), "Ready")).isEqualTo("True ReconciliationSucceeded");
    }

    @Test
    void suspended_doesNothing_andNeverAcknowledgesWorkOnANewRevision() {
        artifacts.put(
                URL,
                ONE,
                files(
                        "kustomization.yaml",
                        "resources: [ks.yaml]\n",
                        "ks.yaml",
                        kustomization("apps", "suspend: true"),
                        "apps/b.yaml",
                        map("b", "1")));
        instance();
        flux.settle();
        assertThat(kustomization("apps").at("/status/lastAttemptedRevision").isMissingNode())
                .isTrue();
    }

    @Test
    void health_isWaitedForUpToTheTimeout() {
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec: {replicas: 2, template: {spec: {containers: [{name: web, image: "web:2"}]}}}
                """;
        artifacts.put(
                URL,
                ONE,
                files(
                        "kustomization.yaml",
                        "resources: [ks.yaml]\n",
                        "ks.yaml",
                        kustomization("apps", "wait: true"),
                        "apps/b.yaml",
                        deployment));
        flux.script()
                .always("Deployment", "default", "web", Behaviour.fails("ImagePullBackOff", "Back-off pulling image"));
        instance();
        flux.settle();
        assertThat(condition(kustomization("apps"), "Healthy")).isEqualTo("Unknown Progressing");
        flux.pass(clock, Duration.ofSeconds(11));
        assertThat(condition(kustomization("apps"), "Ready")).isEqualTo("False HealthCheckFailed");
        assertThat(kustomization("apps").toString()).contains("Deployment/default/web status: 'Failed'");
        assertThat(cluster.list("v1", "Pod", "default").toString()).contains("ImagePullBackOff");
        assertThat(cluster.list("v1", "Event", "default")).hasSize(1);
    }

    @Test
    void release_thatFailedIsStuckUntilItIsSuspendedAndResumed() {
        cluster.apply("""
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: web, namespace: flux-system}
                spec: {interval: 1m, chart: {spec: {chart: web, version: 1.2.3}}}
                """);
        flux.script().next("HelmRelease", "flux-system", "web", Behaviour.fails("InstallFailed", "timed out"));
        flux.settle();
        assertThat(condition(release(), "Ready")).isEqualTo("False InstallFailed");
        assertThat(condition(release(), "Stalled")).isEqualTo("True RetriesExceeded");
        ask("helm.toolkit.fluxcd.io/v2", "HelmRelease", "web", "t1");
        flux.pass(clock, Duration.ofMinutes(10));
        assertThat(condition(release(), "Stalled")).isEqualTo("True RetriesExceeded");
        assertThat(release().at("/status/lastHandledReconcileAt").asText()).isEqualTo("t1");
        suspend(true);
        flux.settle();
        suspend(false);
        flux.settle();
        assertThat(condition(release(), "Ready")).isEqualTo("True InstallSucceeded");
        assertThat(condition(release(), "Stalled")).isEmpty();
    }

    private ObjectNode release() {
        return Objects.requireNonNull(cluster.get("helm.toolkit.fluxcd.io/v2", "HelmRelease", "flux-system", "web"));
    }

    private void suspend(boolean suspended) {
        cluster.resources()
                .change(
                        cluster.resources().kinds().named("helm.toolkit.fluxcd.io", "HelmRelease"),
                        "flux-system",
                        "web",
                        object -> {
                            object.withObject("/spec").put("suspend", suspended);
                            return object;
                        },
                        Write.by("test"));
    }

    @Test
    void scripted_ignoresAndFlaps() {
        artifacts.put(URL, ONE, files("a.yaml", map("a", "1")));
        flux.script()
                .next("Kustomization", "flux-system", "flux-system", Behaviour.ignored())
                .next(
                        "Kustomization",
                        "flux-system",
                        "flux-system",
                        Behaviour.flaps("HealthCheckFailed", "went away", Duration.ofSeconds(7)));
        instance();
        flux.settle();
        assertThat(condition(root(), "Ready")).isEqualTo("False HealthCheckFailed");
        flux.pass(clock, Duration.ofSeconds(8));
        assertThat(condition(root(), "Ready")).isEqualTo("True ReconciliationSucceeded");
    }
}
