package io.github.ksailbot.sandbox.kubernetes.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.artifact.ArtifactForm;
import io.github.ksailbot.delivery.artifact.ArtifactLimits;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.artifact.PackedArtifact;
import io.github.ksailbot.delivery.artifact.PushOptions;
import io.github.ksailbot.delivery.registry.RegistryHost;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedSourcesTest {
    private static final String MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n";

    @TempDir
    private Path directory;

    private static ObjectNode source(String url, String ref, String name) {
        ObjectNode source = new ObjectMapper().createObjectNode();
        source.putObject("spec").put("url", url).putObject("ref").put(ref, name);
        return source;
    }

    private static String read(Artifacts.Content content, String file) throws Exception {
        return new String(content.tree().read(SourcePath.parse(file)), StandardCharsets.UTF_8);
    }

    @Test
    void artifact_isPulledAsItWasPushed() throws Exception {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
        MemorySourceTree tree = MemorySourceTree.of(Map.of("k8s/base/a.yaml", MAP));
        try (SandboxRegistry registry = SandboxRegistry.start();
                PackedArtifact artifact = new ArtifactPacker(ArtifactLimits.DEFAULT, directory)
                        .pack(tree, new SourcePath("k8s"), ArtifactForm.FLUX)) {
            RegistryTarget target =
                    new RegistryTarget(new RegistryHost("127.0.0.1", registry.port()), "acme/shop", "prod", null);
            ArtifactRevision revision = new ArtifactRevision(
                    "https://github.com/acme/shop", "main", "1".repeat(40), clock.instant(), "shop");
            new ArtifactPublisher(new RegistryHttp(RegistryOptions.DEFAULT), clock, pause -> {})
                    .publish(
                            target,
                            artifact,
                            revision,
                            (older, newer) -> true,
                            PushOptions.NONE,
                            line -> {},
                            () -> false);
            String url = "oci://" + registry.authority() + "/acme/shop";
            Artifacts.Content content = new RegistryArtifacts().fetch(source(url, "tag", "prod"));
            assertThat(content.revision())
                    .isEqualTo("prod@" + registry.digest("acme/shop", "prod").orElseThrow());
            assertThat(read(content, "base/a.yaml")).isEqualTo(MAP);
            assertThat(content.annotations())
                    .containsEntry("org.opencontainers.image.revision", "main@sha1:" + "1".repeat(40));
            assertThatThrownBy(() -> new RegistryArtifacts().fetch(source(url, "tag", "gone")))
                    .isInstanceOf(Artifacts.Unavailable.class)
                    .hasMessageContaining("manifest unknown");
        }
    }

    @Test
    void commit_isFetchedOverTheWire() throws Exception {
        try (SandboxGitHub github = SandboxGitHub.settings().withoutContract().start()) {
            SandboxRepository shop = github.organization("acme").repository("shop");
            shop.commit("main", "Start", Map.of("k8s/a.yaml", MAP));
            String sha = shop.sha("main");
            String url = shop.cloneUrl(github).toString();
            String token = github.app("bot").install("acme").token();
            GitArtifacts git = new GitArtifacts(new UsernamePasswordCredentialsProvider("x-access-token", token));
            Artifacts.Content content = git.fetch(source(url, "branch", "main"));
            assertThat(content.revision()).isEqualTo("main@sha1:" + sha);
            assertThat(read(content, "k8s/a.yaml")).isEqualTo(MAP);
            assertThat(git.fetch(source(url, "name", "refs/heads/main")).revision())
                    .isEqualTo("refs/heads/main@sha1:" + sha);
            assertThatThrownBy(() -> git.fetch(source(url, "branch", "gone")))
                    .isInstanceOf(Artifacts.Unavailable.class);
        }
    }
}
