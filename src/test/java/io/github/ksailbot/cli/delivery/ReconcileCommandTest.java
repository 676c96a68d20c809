package io.github.ksailbot.cli.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.cli.Run;
import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.outside.fetch.net.Reach;
import io.github.ksailbot.sandbox.kubernetes.SandboxCluster;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.flux.RegistryArtifacts;
import io.github.ksailbot.sandbox.kubernetes.flux.SandboxFlux;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReconcileCommandTest {
    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>();
    private SandboxRegistry registry;
    private SandboxCluster cluster;
    private SandboxFlux flux;

    @BeforeEach
    void start() throws Exception {
        registry = SandboxRegistry.start();
        cluster = SandboxCluster.start();
        flux = new SandboxFlux(cluster.resources(), new RegistryArtifacts());
        Files.createDirectories(directory.resolve("k8s"));
        Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig("prod"));
        Files.writeString(directory.resolve("ksail.yaml"), """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata: {name: shop}
            spec:
              cluster:
                gitOpsEngine: Flux
                localRegistry: {registry: "%s/acme/shop"}
                connection: {kubeconfig: kubeconfig, context: prod}
              workload: {sourceDirectory: k8s, tag: prod}
            """.formatted(registry.authority()));
        Files.writeString(directory.resolve("k8s/kustomization.yaml"), "resources: [map.yaml]\n");
        Files.writeString(
                directory.resolve("k8s/map.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop, namespace: default}\ndata: {a: b}\n");
        cluster.apply("""
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata: {name: flux, namespace: flux-system}
            spec: {sync: {kind: OCIRepository, url: "oci://%s/acme/shop", ref: prod, path: ./, interval: 10m}}
            """.formatted(registry.authority()));
    }

    @AfterEach
    void stop() {
        flux.close();
        cluster.close();
        registry.close();
    }

    private Run run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        all.add("--config");
        all.add(directory.resolve("ksail.yaml").toString());
        return Run.of(new Surroundings(variables, Reach.INTERNET), all.toArray(String[]::new));
    }

    private Run reconcile(String... arguments) {
        return run("reconcile", arguments);
    }

    private void pushed() {
        Run push = run("push");
        assertThat(push.exitCode()).as(push::err).isZero();
    }

    @Test
    void keyFileThatIsNotThere_isSaidBeforeAnythingIsDone() {
        Run run = reconcile("--age-key-file", directory.resolve("none.txt").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("error: The key file `" + directory.resolve("none.txt") + "` cannot be read.\n");
    }

    @Test
    void pushedDirectory_runsInTheCluster() throws Exception {
        pushed();
        flux.start();
        Run run = reconcile("--output", "json", "--timeout", "60s");
        assertThat(run.exitCode()).as(run::err).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("convergence").asText()).isEqualTo("converged");
        assertThat(registry.digest("acme/shop", "prod"))
                .hasValue(json.path("digest").asText());
        assertThat(json.path("failure").isNull()).isTrue();
        assertThat(cluster.get("v1", "ConfigMap", "default", "shop")).isNotNull();
        assertThat(run.err()).contains("► ").contains("✔ Kustomization flux-system/flux-system is ready");
    }

    @Test
    void failure_isDiagnosed_atTheLineThatWroteIt() {
        pushed();
        flux.script()
                .always(
                        "Kustomization",
                        "flux-system",
                        "flux-system",
                        Behaviour.stalls(
                                "ReconciliationFailed", "ConfigMap/default/shop dry-run failed: field is immutable"));
        flux.start();
        Run run = reconcile("--timeout", "1m");
        assertThat(run.exitCode()).as(run::err).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out())
                .contains("✗ flux-system")
                .contains("cause: A field cannot be changed (ConfigMap/default/shop)")
                .contains("written in k8s/map.yaml:1")
                .contains("reconciliation failed: flux-system");
    }

    @Test
    void timeout_isNoMystery() {
        pushed();
        Run run = reconcile("--timeout", "1s");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.out()).contains("Timed out after 1s");
    }

    @Test
    void contextThatIsNotThere_couldNotBeAsked() throws Exception {
        Path file = directory.resolve("ksail.yaml");
        Files.writeString(file, Files.readString(file).replace("context: prod", "context: staging"));
        Run run = reconcile();
        assertThat(run.exitCode()).isEqualTo(ExitCode.COULD_NOT_CHECK);
        assertThat(run.err()).contains("`staging`").contains("`prod`");
    }

    @Test
    void engine_isLookedFor_whenTheFileNamesNone() throws Exception {
        Path file = directory.resolve("ksail.yaml");
        Files.writeString(file, Files.readString(file).replace("gitOpsEngine: Flux", "gitOpsEngine: None"));
        pushed();
        flux.start();
        Run run = reconcile("--timeout", "60s");
        assertThat(run.err()).contains("Flux found");
        assertThat(run.exitCode()).as(run::err).isZero();
        assertThat(run.out()).contains("reconciliation completed");
    }

    @Test
    void durationThatIsNone_isRefused() {
        assertThat(reconcile("--timeout", "soon").exitCode()).isEqualTo(ExitCode.COULD_NOT_CHECK);
    }
}
