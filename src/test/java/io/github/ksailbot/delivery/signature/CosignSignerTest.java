package io.github.ksailbot.delivery.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ksailbot.delivery.artifact.ArtifactAttachment;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.registry.Blob;
import io.github.ksailbot.engine.environment.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosignSignerTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String REPOSITORY = "ghcr.io/acme/app";
    private static final ArtifactRevision REVISION =
            new ArtifactRevision("https://github.com/acme/app", "main", "1".repeat(40), Instant.EPOCH, "acme/app");

    /** Made for this test, in cosign's form. */
    private static final String COSIGN = """
        -----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----
        eyJrZGYiOnsibmFtZSI6InNjcnlwdCIsInBhcmFtcyI6eyJOIjoxMDI0LCJyIjo4
        LCJwIjoxfSwic2FsdCI6InBpZm5aRmJJS1RYRytsZytjVE03TThnODIwZjN1ajk0
        SzdMRjM4ZFJrdlE9In0sImNpcGhlciI6eyJuYW1lIjoibmFjbC9zZWNyZXRib3gi
        LCJub25jZSI6Im5RdStLd09zYmdiNzFNSmF2RU10OFVGK0t2UE9yTVY5In0sImNp
        cGhlcnRleHQiOiJnNjNBZDB4MHZhRy9zL0hRM2IrdE45RTVub3Y2eUdqNndLNmY4
        MVNTQnVIV3JnK2hHbkQvaU8xMktwTC9TWDM3bVBhSDYvWDlKVS9wOUVIRDZYQzRH
        RmJMVkZXM2VQZGlUMzE5K3h0QmhQQ21wZ1E9In0=
        -----END ENCRYPTED SIGSTORE PRIVATE KEY-----
        """;

    private static final String COSIGN_PUBLIC = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEPyFtNh9xLOH1WKdlqUEZm57AqMaa"
            + "xCr6q7clL8guIrB/FlCjgguyJHendH7MBtcBgNtc9vfx8gcJJl1sQU2PIQ==";

    @TempDir
    Path directory;

    private final KeyPair pair = pair("secp256r1");

    @Test
    void signature_verifiesWithThePublicKey() throws Exception {
        ArtifactAttachment signature = signer().of(REPOSITORY, DIGEST, REVISION).get(0);

        assertThat(signature.tag()).isEqualTo("sha256-" + "ab".repeat(32) + ".sig");
        byte[] payload = content(signature);
        assertThat(new String(payload, StandardCharsets.UTF_8))
                .isEqualTo("{\"critical\":{\"identity\":{\"docker-reference\":\"ghcr.io/acme/app\"},"
                        + "\"image\":{\"docker-manifest-digest\":\"" + DIGEST + "\"},"
                        + "\"type\":\"cosign container image signature\"},\"optional\":null}");
        var layer = signature.manifest().layers().get(0);
        assertThat(layer.mediaType()).isEqualTo("application/vnd.dev.cosign.simplesigning.v1+json");
        assertThat(verifies(payload, layer.annotations().getOrDefault("dev.cosignproject.cosign/signature", "")))
                .isTrue();
    }

    @Test
    void provenance_verifiesWithThePublicKey() throws Exception {
        ArtifactAttachment attestation =
                signer().of(REPOSITORY, DIGEST, REVISION).get(1);

        assertThat(attestation.tag()).isEqualTo("sha256-" + "ab".repeat(32) + ".att");
        var layer = attestation.manifest().layers().get(0);
        assertThat(layer.mediaType()).isEqualTo("application/vnd.dsse.envelope.v1+json");
        assertThat(layer.annotations()).containsEntry("predicateType", "https://slsa.dev/provenance/v1");
        JsonNode envelope = new JsonMapper().readTree(content(attestation));
        byte[] payload = Base64.getDecoder().decode(envelope.path("payload").asText());
        String type = envelope.path("payloadType").asText();
        String signed = "DSSEv1 " + type.length() + " " + type + " " + payload.length + " "
                + new String(payload, StandardCharsets.UTF_8);
        assertThat(verifies(
                        signed.getBytes(StandardCharsets.UTF_8),
                        envelope.path("signatures").path(0).path("sig").asText()))
                .isTrue();
        JsonNode statement = new JsonMapper().readTree(payload);
        assertThat(statement.at("/_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
        assertThat(statement.at("/subject/0/name").asText()).isEqualTo(REPOSITORY);
        assertThat(statement.at("/subject/0/digest/sha256").asText()).isEqualTo("ab".repeat(32));
        assertThat(statement
                        .at("/predicate/buildDefinition/resolvedDependencies/0/uri")
                        .asText())
                .isEqualTo("git+https://github.com/acme/app@refs/heads/main");
        assertThat(statement
                        .at("/predicate/buildDefinition/resolvedDependencies/0/digest/gitCommit")
                        .asText())
                .isEqualTo("1".repeat(40));
        assertThat(statement.at("/predicate/runDetails/builder/id").asText()).isEqualTo("https://bot.example");
    }

    @Test
    void key_isReadFromAFile_andShownNowhere() throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), pem("PRIVATE KEY", pair));

        SigningKey key = SigningKey.read(file, null);

        assertThat(key).hasToString("SigningKey[***]");
        assertThat(verifies(new byte[] {1}, key.sign(new byte[] {1}))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----",
            })
    void key_isNone(String text) {
        assertThatThrownBy(() -> SigningKey.of(text, null, "`key.pem`"))
                .isInstanceOf(SigningKeyException.class)
                .hasMessageContaining("`key.pem`")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void keyOfCosign_isOpenedWithItsPassword() throws Exception {
        SigningKey key = SigningKey.of(COSIGN, Secret.of("correct horse"), "key");
        byte[] encoded = Base64.getDecoder().decode(COSIGN_PUBLIC);
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(new byte[] {1});

        assertThat(verifier.verify(Base64.getDecoder().decode(key.sign(new byte[] {1}))))
                .isTrue();
        assertThat(SigningKey.of(
                        COSIGN.replace("SIGSTORE", "COSIGN"), Secret.of("correct horse"), "an older one's name"))
                .isNotNull();
    }

    @Test
    void keyOfCosign_withoutItsPassword_saysWhatIsMissing() {
        assertThatThrownBy(() -> SigningKey.of(COSIGN, Secret.of("battery staple"), "`cosign.key`"))
                .isInstanceOf(SigningKeyException.class)
                .hasMessage("The password of the signing key `cosign.key` is another one.");
        assertThatThrownBy(() -> SigningKey.of(COSIGN, Secret.EMPTY, "`cosign.key`"))
                .hasMessage("The password of the signing key `cosign.key` is another one.");
        assertThatThrownBy(() -> SigningKey.of(COSIGN, null, "`cosign.key`"))
                .isInstanceOf(SigningKeyException.class)
                .hasMessage("The signing key `cosign.key` is encrypted, and no password is set for it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scrypt:argon2",
                "nacl/secretbox:aes-gcm",
                "1024:1000",
                "1024:67108864",
                "1024:-1",
                "\"r\"!8:\"r\"!0",
                "\"p\"!1:\"p\"!17",
                "nonce\":nunce\"",
                "{:x"
            })
    void keyOfCosign_inAnotherForm_isRefusedBeforeItCostsMuch(String change) {
        String[] sides = change.replace('!', '=').split(":", 2);
        String json = new String(
                Base64.getMimeDecoder()
                        .decode(COSIGN.replaceAll("-----[A-Z ]+-----", "").strip()),
                StandardCharsets.UTF_8);
        String changed = json.replace(sides[0].replace('=', ':'), sides[1].replace('=', ':'));
        assertThat(changed).isNotEqualTo(json);
        String pem = "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8))
                + "\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n";

        assertThatThrownBy(() -> SigningKey.of(pem, Secret.of("correct horse"), "`cosign.key`"))
                .isInstanceOf(SigningKeyException.class)
                .hasMessageContaining("in a way that this program does not know");
    }

    @Test
    void key_isOnAnotherCurve() {
        assertThatThrownBy(() -> SigningKey.of(pem("PRIVATE KEY", pair("secp384r1")), null, "`key.pem`"))
                .isInstanceOf(SigningKeyException.class)
                .hasMessageContaining("not on the curve P-256");
    }

    @Test
    void key_isNotThere() {
        assertThatThrownBy(() -> SigningKey.read(directory.resolve("gone.pem"), null))
                .isInstanceOf(SigningKeyException.class)
                .hasMessageContaining("cannot be read");
    }

    private CosignSigner signer() throws SigningKeyException {
        return new CosignSigner(SigningKey.of(pem("PRIVATE KEY", pair), null, "key"), "https://bot.example");
    }

    private static byte[] content(ArtifactAttachment attachment) throws IOException {
        String digest = attachment.manifest().layers().get(0).digest();
        List<Blob> found = attachment.blobs().stream()
                .filter(blob -> blob.digest().equals(digest))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0).open(0).readAllBytes();
    }

    private boolean verifies(byte[] content, String signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(content);
        return verifier.verify(Base64.getDecoder().decode(signature));
    }

    private static KeyPair pair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, KeyPair pair) {
        String encoded =
                Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN " + kind + "-----\n" + encoded + "\n-----END " + kind + "-----\n";
    }
}
