package io.github.ksailbot.delivery.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import io.github.ksailbot.engine.environment.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What this program expects of a registry, so that the sandbox's is worth testing against. */
abstract class RegistryContract {
    private static final int CHUNK = 100_000;

    private RegistryClient registry;

    /** Where it is; its own for each test class. */
    abstract RegistryHost host();

    /** Who may push; null for everybody. */
    abstract @Nullable Credentials credentials();

    @BeforeEach
    void openRepository() {
        registry = open("acme/app");
    }

    private RegistryClient open(String repository) {
        return open(repository, credentials());
    }

    private RegistryClient open(String repository, @Nullable Credentials who) {
        try {
            return new RegistryClient(
                    new RegistryHttp(RegistryOptions.DEFAULT.withSmallBlob(CHUNK)),
                    new RegistryTarget(host(), repository, "dev", who),
                    Clock.systemUTC(),
                    () -> false);
        } catch (RegistrySettingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tag_unknown() throws IOException {
        assertThat(registry.manifest("no-such-tag")).isEmpty();
        assertThat(registry.digest("no-such-tag")).isEmpty();
        assertThat(open("nobody/pushed/here").manifest("dev")).isEmpty();
    }

    @Test
    void blob_small() throws IOException {
        Blob blob = blob(1, 1_000);

        assertThat(registry.putBlob(blob, null)).isTrue();
        assertThat(open("acme/app").putBlob(blob, null)).isFalse();
    }

    @Test
    void blob_inPieces() throws IOException {
        Blob blob = blob(2, 3 * CHUNK + 17);

        assertThat(registry.putBlob(blob, null)).isTrue();
        assertThat(registry.bytesSent()).isEqualTo(blob.size());
        assertThat(open("acme/app").putBlob(blob, null)).isFalse();
    }

    @Test
    void blob_exactlyTwoPieces() throws IOException {
        assertThat(registry.putBlob(blob(3, 2 * CHUNK), null)).isTrue();
    }

    @Test
    void blob_mountedFromAnotherRepository() throws IOException {
        Blob blob = blob(4, 500);
        open("acme/other").putBlob(blob, null);

        assertThat(registry.putBlob(blob, "acme/other")).isFalse();
        assertThat(registry.bytesSent()).isZero();
        assertThat(open("acme/app").putBlob(blob, null)).isFalse();
    }

    @Test
    void blob_isNotWhereItShouldBeMountedFrom() throws IOException {
        assertThat(registry.putBlob(blob(5, 500), "acme/empty")).isTrue();
    }

    @Test
    void blob_hasAnotherDigest() {
        Blob wrong = new Wrong(blob(6, 500));

        assertThatThrownBy(() -> registry.putBlob(wrong, null))
                .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.isTransient())
                        .isFalse());
    }

    @Test
    void manifest_isFoundByTagAndDigest() throws IOException {
        Manifest manifest = manifest(7);
        byte[] bytes = manifest.bytes();

        registry.putManifest("v1", bytes, null);

        StoredManifest stored = registry.manifest("v1").orElseThrow();
        assertThat(stored.digest()).isEqualTo(Digests.of(bytes));
        assertThat(stored.manifest()).isEqualTo(manifest);
        assertThat(registry.digest("v1")).contains(Digests.of(bytes));
        assertThat(registry.manifest(Digests.of(bytes)).orElseThrow().manifest())
                .isEqualTo(manifest);
    }

    @Test
    void tag_isMoved() throws IOException {
        registry.putManifest("moving", manifest(8).bytes(), null);
        StoredManifest first = registry.manifest("moving").orElseThrow();
        byte[] second = manifest(9).bytes();

        registry.putManifest("moving", second, first);

        assertThat(registry.digest("moving")).contains(Digests.of(second));
        assertThat(registry.digest(first.digest())).contains(first.digest());
    }

    @Test
    void manifest_refersToABlobThatIsNotThere() {
        Manifest manifest = new Manifest(
                Descriptor.of("application/vnd.oci.image.config.v1+json", blob(10, 10)), List.of(), new TreeMap<>());

        assertThatThrownBy(() -> registry.putManifest("broken", manifest.bytes(), null))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.kind()).isIn(Kind.REFUSED, Kind.NOT_FOUND));
    }

    @Test
    void credentials_wrong() {
        if (credentials() != null) {
            RegistryClient stranger = open("acme/app", new Credentials("stranger", Secret.of("no password")));

            assertThatThrownBy(() -> stranger.manifest("dev"))
                    .isInstanceOfSatisfying(
                            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION_REQUIRED))
                    .hasMessageNotContaining("no password");
        }
    }

    private Manifest manifest(int seed) throws IOException {
        Blob config = Blob.of("{}".getBytes(StandardCharsets.UTF_8));
        Blob layer = blob(seed, 300);
        registry.putBlob(config, null);
        registry.putBlob(layer, null);
        return new Manifest(
                Descriptor.of("application/vnd.oci.image.config.v1+json", config),
                List.of(Descriptor.of("application/vnd.oci.image.layer.v1.tar+gzip", layer)),
                new TreeMap<>(Map.of("org.opencontainers.image.revision", "main@sha1:" + "a".repeat(40))));
    }

    private Blob blob(int seed, int size) {
        byte[] content = new byte[size];
        new Random(seed + 1_000_003L * System.identityHashCode(this)).nextBytes(content);
        return Blob.of(content);
    }

    /** A blob that says it is another one. */
    private record Wrong(Blob blob) implements Blob {
        @Override
        public String digest() {
            return "sha256:" + "0".repeat(64);
        }

        @Override
        public long size() {
            return blob.size();
        }

        @Override
        public InputStream open(long offset) throws IOException {
            return blob.open(offset);
        }
    }
}
