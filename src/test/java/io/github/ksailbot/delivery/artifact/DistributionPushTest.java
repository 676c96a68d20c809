package io.github.ksailbot.delivery.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.artifact.Publication.Outcome;
import io.github.ksailbot.delivery.registry.DistributionRegistry;
import io.github.ksailbot.delivery.registry.RegistryClient;
import io.github.ksailbot.delivery.registry.RegistryHost;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.delivery.registry.StoredManifest;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push to distribution itself; skipped where that is not installed. */
class DistributionPushTest {
    private static final String COMMIT = "c".repeat(40);

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() throws Exception {
        DistributionRegistry.start(Files.createDirectories(directory.resolve("registry")));
    }

    @AfterAll
    static void stop() {
        DistributionRegistry.stop();
    }

    @Test
    void artifact_isPushedAndFoundUnchanged() throws Exception {
        RegistryTarget target = new RegistryTarget(
                new RegistryHost("127.0.0.1", DistributionRegistry.port(false)), "acme/fleet", "prod", null);
        RegistryHttp http = new RegistryHttp(RegistryOptions.DEFAULT);

        Publication first = publish(http, target);
        Publication second = publish(http, target);

        assertThat(first.outcome()).isEqualTo(Outcome.PUSHED);
        assertThat(first.tags()).containsExactly("sha-" + COMMIT, "prod");
        assertThat(second.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.requests()).isEqualTo(1);
        StoredManifest stored = new RegistryClient(http, target, Clock.systemUTC(), () -> false)
                .manifest("sha-" + COMMIT)
                .orElseThrow();
        assertThat(stored.digest()).isEqualTo(first.digest());
        String layer = stored.manifest().layers().get(0).digest();
        assertThat(Unpacked.of(HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(URI.create("http://"
                                                        + target.host().authority() + "/v2/acme/fleet/blobs/" + layer))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofInputStream())
                                .body())
                        .files())
                .containsExactly("a.yaml", "b/c.env");
    }

    private static Publication publish(RegistryHttp http, RegistryTarget target) throws Exception {
        MemorySourceTree tree = MemorySourceTree.of(Map.of("k8s/a.yaml", "x: 1\n", "k8s/b/c.env", "A=1\n"));
        try (PackedArtifact artifact = new ArtifactPacker(ArtifactLimits.DEFAULT, directory)
                .pack(tree, new SourcePath("k8s"), ArtifactForm.FLUX)) {
            return new ArtifactPublisher(http, Clock.systemUTC(), Pause.SLEEP)
                    .publish(
                            target,
                            artifact,
                            new ArtifactRevision("", "main", COMMIT, Instant.EPOCH, "acme/fleet"),
                            BranchHistory.NONE,
                            PushOptions.NONE,
                            PushProgress.NONE,
                            () -> false);
        }
    }
}
