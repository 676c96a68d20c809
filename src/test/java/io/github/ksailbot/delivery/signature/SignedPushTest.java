package io.github.ksailbot.delivery.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ksailbot.delivery.artifact.ArtifactForm;
import io.github.ksailbot.delivery.artifact.ArtifactLimits;
import io.github.ksailbot.delivery.artifact.ArtifactPacker;
import io.github.ksailbot.delivery.artifact.ArtifactPublisher;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.artifact.BranchHistory;
import io.github.ksailbot.delivery.artifact.PackedArtifact;
import io.github.ksailbot.delivery.artifact.Publication;
import io.github.ksailbot.delivery.artifact.PushOptions;
import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.registry.RegistryHost;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryOptions;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in a registry after a push, read as a verifier reads it, which has the public key and nothing else. */
class SignedPushTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REPOSITORY = "acme/app";
    private static final ArtifactRevision REVISION =
            new ArtifactRevision("https://github.com/acme/app", "main", "1".repeat(40), Instant.EPOCH, "acme/app");

    /** Made for this test by the library that cosign encrypts its keys with, and with the costs that it takes. */
    private static final String COSIGN = """
        -----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----
        eyJrZGYiOnsibmFtZSI6InNjcnlwdCIsInBhcmFtcyI6eyJOIjo2NTUzNiwiciI6
        OCwicCI6MX0sInNhbHQiOiJObUlyNnNqOGliSUE5UUZUdnBmditkZTZKUHBYeVRY
        UzFXdnZNbzdST1FJPSJ9LCJjaXBoZXIiOnsibmFtZSI6Im5hY2wvc2VjcmV0Ym94
        Iiwibm9uY2UiOiI5ZkhiNXBTTGxYUGhiWDlKUVBwR09YRGNLZWx5cWdWYSJ9LCJj
        aXBoZXJ0ZXh0Ijoib1pDRUdqRmcwOGwyR2w5ZnphemwvWG54UzFFL1Zna1VSS1ZK
        MVRaRGZkWTlzeXV3eVpYa3A2SW1CbU5jRC9IdHY4TXdSK3dMbDdFd1ZUMDFNb1pu
        R3lRVDdhcXI4NzJNM003VTNlYVd3R0owM2k1N0NtSHc4ZVdyczJiQi93K01oRkRO
        a3ovMHEyMHpOUDdiczhMVkpMRkx2U0VSSUNiZUhXUXM1M1JDLzNSK2ZqclhEcHNv
        ZVhpT3hRTHNMYnlrOXFiZTlVQ2I2aW04THc9PSJ9
        -----END ENCRYPTED SIGSTORE PRIVATE KEY-----
        """;

    private static final String COSIGN_PUBLIC = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuyKXcTX+yhLmy/fvxQdfz+M964oO"
            + "E/TCqiwKgozJGu+MgVT6RPNE4/+5I+BydvECl1QvAhqC77pnJB3LD/5YWA==";

    @TempDir
    Path directory;

    private final SandboxRegistry registry = SandboxRegistry.start();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void signatureAndProvenance_areThereBeforeTheTagMoves() throws Exception {
        String digest = push(KeyFiles.plain()).digest();

        String attached = digest.replace(':', '-');
        assertThat(writes())
                .containsSubsequence(
                        "PUT manifests/sha-" + REVISION.commit(),
                        "POST blobs/uploads/",
                        "PUT manifests/" + attached + ".sig",
                        "POST blobs/uploads/",
                        "PUT manifests/" + attached + ".att",
                        "PUT manifests/dev")
                .endsWith("PUT manifests/dev");
    }

    @Test
    void unchangedContent_getsNoOtherSignature() throws Exception {
        String digest = push(KeyFiles.plain()).digest();
        byte[] signature = attachment(digest, ".sig");
        registry.forgetRequests();

        assertThat(push(KeyFiles.plain()).outcome()).isEqualTo(Publication.Outcome.UNCHANGED);

        assertThat(writes()).isEmpty();
        assertThat(attachment(digest, ".sig")).isEqualTo(signature);
    }

    /** By cosign's SIGNATURE_SPEC: the layer is the payload, and its annotation the signature of its bytes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void signature_isVerifiedByThePublicKeyAlone(boolean isEncrypted) throws Exception {
        KeyFiles key = isEncrypted ? KeyFiles.encrypted() : KeyFiles.plain();
        String digest = push(key).digest();

        JsonNode layer = JSON.readTree(attachment(digest, ".sig")).at("/layers/0");
        byte[] payload = blob(layer.path("digest").asText());
        String signature =
                layer.at("/annotations/dev.cosignproject.cosign~1signature").asText();

        assertThat(verifies(key.publicKey(), payload, signature)).isTrue();
        assertThat(JSON.readTree(payload)
                        .at("/critical/image/docker-manifest-digest")
                        .asText())
                .isEqualTo(digest);
        assertThat(JSON.readTree(payload)
                        .at("/critical/identity/docker-reference")
                        .asText())
                .isEqualTo(registry.authority() + "/" + REPOSITORY);
        payload[payload.length - 2] ^= 1;
        assertThat(verifies(key.publicKey(), payload, signature)).isFalse();
    }

    /** By the DSSE protocol: what is signed is type and body with their lengths, not the envelope. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void provenance_isVerifiedByThePublicKeyAlone(boolean isEncrypted) throws Exception {
        KeyFiles key = isEncrypted ? KeyFiles.encrypted() : KeyFiles.plain();
        String digest = push(key).digest();

        JsonNode layer = JSON.readTree(attachment(digest, ".att")).at("/layers/0");
        JsonNode envelope = JSON.readTree(blob(layer.path("digest").asText()));
        String type = envelope.path("payloadType").asText();
        byte[] statement = Base64.getDecoder().decode(envelope.path("payload").asText());
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes("DSSEv1 %d %s %d "
                .formatted(type.length(), type, statement.length)
                .getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(statement);

        assertThat(type).isEqualTo("application/vnd.in-toto+json");
        assertThat(verifies(
                        key.publicKey(),
                        signed.toByteArray(),
                        envelope.at("/signatures/0/sig").asText()))
                .isTrue();
        JsonNode json = JSON.readTree(statement);
        assertThat(json.path("predicateType").asText()).isEqualTo("https://slsa.dev/provenance/v1");
        assertThat("sha256:" + json.at("/subject/0/digest/sha256").asText()).isEqualTo(digest);
        assertThat(json.at("/predicate/buildDefinition/resolvedDependencies/0/digest/gitCommit")
                        .asText())
                .isEqualTo(REVISION.commit());
    }

    /** A private key as an operator mounts it, and its public half. */
    private record KeyFiles(String pem, @Nullable Secret password, PublicKey publicKey) {
        /** As {@code openssl genpkey} writes it. */
        static KeyFiles plain() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            return new KeyFiles(pem, null, pair.getPublic());
        }

        static KeyFiles encrypted() throws GeneralSecurityException {
            byte[] encoded = Base64.getMimeDecoder().decode(COSIGN_PUBLIC);
            return new KeyFiles(
                    COSIGN,
                    Secret.of("correct horse"),
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
        }
    }

    private Publication push(KeyFiles key) throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), key.pem());
        CosignSigner signer = new CosignSigner(SigningKey.read(file, key.password()), "https://bot.example");
        MemorySourceTree tree = MemorySourceTree.of(Map.of("k8s/app.yaml", "one"));
        try (PackedArtifact artifact = new ArtifactPacker(ArtifactLimits.DEFAULT, directory)
                .pack(tree, new SourcePath("k8s"), ArtifactForm.FLUX)) {
            return new ArtifactPublisher(new RegistryHttp(RegistryOptions.DEFAULT), Clock.systemUTC(), wait -> {})
                    .publish(
                            new RegistryTarget(new RegistryHost("127.0.0.1", registry.port()), REPOSITORY, "dev", null),
                            artifact,
                            REVISION,
                            BranchHistory.NONE,
                            new PushOptions(signer),
                            PushProgress.NONE,
                            () -> false);
        }
    }

    private byte[] attachment(String digest, String suffix) {
        return registry.manifest(REPOSITORY, digest.replace(':', '-') + suffix).orElseThrow();
    }

    private byte[] blob(String digest) {
        return registry.blob(REPOSITORY, digest).orElseThrow();
    }

    /** What changed something, in order, behind the repository; uploads without their ids. */
    private List<String> writes() {
        return registry.requests().stream()
                .filter(request -> List.of("PUT", "POST", "PATCH").contains(request.method()))
                .map(request -> request.method() + " "
                        + request.path()
                                .substring(("/v2/" + REPOSITORY + "/").length())
                                .replaceFirst("(?<=uploads/).*", ""))
                .toList();
    }

    private static boolean verifies(PublicKey key, byte[] content, String signature) throws Exception {
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(key);
        verifier.update(content);
        return verifier.verify(Base64.getDecoder().decode(signature));
    }
}
