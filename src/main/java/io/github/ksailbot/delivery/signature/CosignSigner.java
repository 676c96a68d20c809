package io.github.ksailbot.delivery.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.artifact.ArtifactAttachment;
import io.github.ksailbot.delivery.artifact.ArtifactRevision;
import io.github.ksailbot.delivery.registry.Blob;
import io.github.ksailbot.delivery.registry.Descriptor;
import io.github.ksailbot.delivery.registry.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs artifacts and says how they were made, so that {@code cosign verify --key}, {@code cosign verify-attestation --type
 * slsaprovenance1 --key} and Flux's {@code spec.verify} accept them. Nothing goes to a transparency log.
 *
 * @see <a href="https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md">cosign, signature specification</a>
 * @see <a href="https://slsa.dev/spec/v1.0/provenance">SLSA provenance</a>
 */
public final class CosignSigner implements ArtifactAttachment.Source {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String STATEMENT = "application/vnd.in-toto+json";
    private static final String PROVENANCE = "https://slsa.dev/provenance/v1";
    private static final String BUILD_TYPE = "https://ksailbot.github.io/artifact/v1";

    private final SigningKey key;
    private final String builder;

    /**
     * @param builder address that names who made the artifact, such as the bot's own
     */
    public CosignSigner(SigningKey key, String builder) {
        this.key = key;
        this.builder = builder;
    }

    @Override
    public List<ArtifactAttachment> of(String repository, String digest, ArtifactRevision revision) {
        return List.of(signature(repository, digest), provenance(repository, digest, revision));
    }

    private ArtifactAttachment signature(String repository, String digest) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode critical = json.putObject("critical");
        critical.putObject("identity").put("docker-reference", repository);
        critical.putObject("image").put("docker-manifest-digest", digest);
        critical.put("type", "cosign container image signature");
        json.putNull("optional");
        Blob payload = Blob.of(bytes(json));
        Descriptor layer = Descriptor.of("application/vnd.dev.cosign.simplesigning.v1+json", payload)
                .with(Map.of(SIGNATURE, key.sign(bytes(json))));
        return attachment(digest, ".sig", payload, layer);
    }

    private ArtifactAttachment provenance(String repository, String digest, ArtifactRevision revision) {
        byte[] statement = bytes(statement(repository, digest, revision));
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("payloadType", STATEMENT);
        envelope.put("payload", Base64.getEncoder().encodeToString(statement));
        envelope.putArray("signatures").addObject().put("keyid", "").put("sig", key.sign(encoded(statement)));
        Blob payload = Blob.of(bytes(envelope));
        Descriptor layer = Descriptor.of("application/vnd.dsse.envelope.v1+json", payload)
                .with(Map.of(SIGNATURE, "", "predicateType", PROVENANCE));
        return attachment(digest, ".att", payload, layer);
    }

    private ObjectNode statement(String repository, String digest, ArtifactRevision revision) {
        ObjectNode json = JSON.createObjectNode();
        json.put("_type", "https://in-toto.io/Statement/v1");
        ObjectNode subject = json.putArray("subject").addObject();
        subject.put("name", repository);
        subject.putObject("digest").put("sha256", digest.substring("sha256:".length()));
        json.put("predicateType", PROVENANCE);
        ObjectNode predicate = json.putObject("predicate");
        ObjectNode definition = predicate.putObject("buildDefinition");
        definition.put("buildType", BUILD_TYPE);
        ObjectNode parameters = definition.putObject("externalParameters");
        parameters.put("source", revision.source());
        parameters.put("revision", revision.text());
        ObjectNode commit = definition.putArray("resolvedDependencies").addObject();
        commit.put("uri", "git+" + revision.source() + "@refs/heads/" + revision.branch());
        commit.putObject("digest").put("gitCommit", revision.commit());
        predicate.putObject("runDetails").putObject("builder").put("id", builder);
        return json;
    }

    /** What is signed of an envelope: its type and content, each with its length before it. */
    private static byte[] encoded(byte[] statement) {
        String head = "DSSEv1 " + STATEMENT.length() + " " + STATEMENT + " " + statement.length + " ";
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + statement.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(statement, 0, all, start.length, statement.length);
        return all;
    }

    private static ArtifactAttachment attachment(String digest, String suffix, Blob payload, Descriptor layer) {
        ObjectNode json = JSON.createObjectNode();
        json.put("architecture", "");
        json.put("os", "");
        json.putObject("config");
        ObjectNode files = json.putObject("rootfs");
        files.put("type", "layers");
        files.putArray("diff_ids").add(payload.digest());
        Blob config = Blob.of(bytes(json));
        Manifest manifest = new Manifest(
                Descriptor.of("application/vnd.oci.image.config.v1+json", config), List.of(layer), new TreeMap<>());
        return new ArtifactAttachment(digest.replace(':', '-') + suffix, manifest, List.of(config, payload));
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain texts", e);
        }
    }
}
