package io.github.ksailbot.cli;

import static io.github.ksailbot.engine.flux.FluxText.kustomization;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.engine.sops.SopsFile;
import io.github.ksailbot.outside.fetch.Loopback;
import io.github.ksailbot.outside.fetch.LoopbackGit;
import io.github.ksailbot.outside.fetch.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One repository that needs all that rendering may use: a variable to find its sources, a key for what gives one Deployment its
 * name, the repository's own address for a chart with another, a version of Kubernetes for a third, and a host for a remote base
 * with a fourth. Each Deployment has the same mistake.
 */
@Timeout(120)
class SameRenderingTest {
    private static final String DEPLOYMENT = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: NAME
          namespace: shop
        spec:
          replicas: "2"
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, image: "web:1", securityContext: {privileged: true}}]
        """;
    private static final Set<String> ALL = Set.of("aaaaaa", "charted", "remote", "v1.31.7");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path work;

    private final Map<String, String> variables = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private LoopbackServer server;
    private Path repository;

    @BeforeEach
    void writeRepository() throws Exception {
        server = LoopbackServer.start();
        LoopbackGit.serve(server, work.resolve("remote"), "/org/base.git")
                .commit(Map.of(
                        "kustomization.yaml",
                        "resources: [deployment.yaml]\n",
                        "deployment.yaml",
                        DEPLOYMENT.replace("NAME", "remote")));
        repository = Files.createDirectory(work.resolve("repository"));
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            git.getRepository()
                    .getConfig()
                    .setString("remote", "origin", "url", "https://github.example/acme/shop.git");
            git.getRepository().getConfig().save();
        }
        write("ksail.prod.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata: {name: prod}
            spec:
              cluster: {gitOpsEngine: Flux, localRegistry: {registry: "127.0.0.1:1/acme/shop:prod"}}
              workload: {sourceDirectory: "${SOURCE}", kustomizationFile: clusters/prod}
            """);
        write(
                "k8s/clusters/prod/kustomization.yaml",
                "resources: [flux.yaml, source.yaml, releases.yaml, \"" + server.url("/org/base.git?ref=main")
                        + "\"]\n");
        write(
                "k8s/clusters/prod/flux.yaml",
                kustomization("secrets", "./k8s/secrets", "  decryption: {provider: sops}\n")
                        + "---\n"
                        + kustomization(
                                "apps", "./k8s/apps", "  postBuild: {substituteFrom: [{kind: Secret, name: s}]}\n"));
        write("k8s/clusters/prod/source.yaml", """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: flux-system, namespace: flux-system}
            spec: {interval: 10m, url: "https://github.example/acme/shop", ref: {branch: main}}
            """);
        write("k8s/clusters/prod/releases.yaml", """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: web, namespace: flux-system}
            spec:
              interval: 10m
              chart: {spec: {chart: ./charts/web, sourceRef: {kind: GitRepository, name: flux-system}}}
            """);
        SopsFile sops = new SopsFile();
        write(
                "k8s/secrets/s.yaml",
                """
                apiVersion: %s
                kind: %s
                metadata: {name: %s, namespace: %s}
                stringData: {name: "%s"}
                """.formatted(
                                        sops.plain("v1"),
                                        sops.plain("Secret"),
                                        sops.plain("s"),
                                        sops.plain("flux-system"),
                                        sops.secret("stringData:name:", "hidden", "str"))
                        + sops.metadata());
        write("k8s/apps/web.yaml", DEPLOYMENT.replace("NAME", "${name}"));
        write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
        write(
                "charts/web/templates/deployments.yaml",
                DEPLOYMENT.replace("NAME", "charted") + "---\n"
                        + DEPLOYMENT.replace("NAME", "{{ .Capabilities.KubeVersion }}"));
        variables.put("SOURCE", "k8s");
        options.addAll(List.of(
                "--fetch",
                "example.org," + server.authority(),
                "--fetch-cache",
                work.resolve("cache").toString(),
                "--age-key-file",
                Files.writeString(work.resolve("key.txt"), sops.keyFile()).toString(),
                "--kube-version",
                "1.31.7"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void render_printsAll() {
        Run run = run("render", "--env", "prod", repository.toString());

        assertThat(run.exitCode()).as(run::err).isZero();
        assertThat(names(run.out(), "kind: Deployment\nmetadata:\n(?:  labels:\n(?:    .*\n)+)?  name: (\\S+)"))
                .isEqualTo(ALL);
    }

    @Test
    void check_judgesAll() throws IOException {
        Run run = run("check", "--output", "json", repository.toString());

        assertThat(run.exitCode()).as(run::err).isEqualTo(1);
        JsonNode findings = new ObjectMapper().readTree(run.out()).path("findings");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.path("rule").asText()).isEqualTo("schema/wrong-type"));
        assertThat(names(run.out(), "\"name\" : \"([^\"]+)\"")).containsAll(ALL);
        assertThat(findings).hasSameSizeAs(ALL);
    }

    @Test
    void scan_seesAll() {
        Run run = run("scan", "--format", "json", repository.toString());

        assertThat(run.exitCode()).as(run::err).isZero();
        assertThat(names(run.out(), "Deployment/([^\"/]+)\"")).isEqualTo(ALL);
    }

    @Test
    void push_validatesWhatCheckJudges() {
        Run check = run("check", repository.toString());
        Run push = run(
                "push",
                "--validate",
                "--config",
                repository.resolve("ksail.prod.yaml").toString());

        assertThat(push.exitCode()).as(push::err).isEqualTo(1);
        assertThat(push.err())
                .isEqualTo("registry 127.0.0.1:1/acme/shop (from ksail.prod.yaml)\n" + check.out()
                        + "nothing was pushed\n");
    }

    @Test
    void whatIsNotGiven_isNotRenderedByAny() {
        options.clear();

        Run check = run("check", repository.toString());
        Run scan = run("scan", repository.toString());
        Run render = run("render", "--env", "prod", repository.toString());

        assertThat(List.of(check.out(), scan.err(), render.err()))
                .allSatisfy(said -> assertThat(said).contains("nothing outside of this repository is fetched"));
        assertThat(List.of(check.exitCode(), scan.exitCode(), render.exitCode()))
                .doesNotContain(0);
    }

    private Run run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(options);
        all.addAll(List.of(arguments));
        return Run.of(new Surroundings(variables, Loopback.REACH), all.toArray(String[]::new));
    }

    private static Set<String> names(String text, String pattern) {
        return new TreeSet<>(Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList());
    }

    private void write(String path, String content) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
