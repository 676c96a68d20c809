package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Pulls what OCIRepositories name from a registry on loopback, as it is there: manifest by tag, first layer, unpacked. */
public final class RegistryArtifacts implements Artifacts {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String authorization;

    public RegistryArtifacts() {
        this("");
    }

    /** @param authorization the header to send; empty for none */
    public RegistryArtifacts(String authorization) {
        this.authorization = authorization;
    }

    @Override
    public Content fetch(ObjectNode source) throws Unavailable {
        String url = source.at("/spec/url").asText();
        if (!url.startsWith("oci://")) {
            throw new Unavailable("URLInvalid", "URL validation failed for '%s': no OCI URL".formatted(url));
        }
        String place = url.substring("oci://".length());
        int slash = place.indexOf('/');
        String base = "http://" + place.substring(0, slash) + "/v2" + place.substring(slash);
        String tag = source.at("/spec/ref/tag").asText("latest");
        String pinned = source.at("/spec/ref/digest").asText("");
        String from = place + ":" + tag;
        try {
            byte[] manifest = get(base + "/manifests/" + (pinned.isEmpty() ? tag : pinned), MANIFEST, from);
            String digest = "sha256:" + HexFormat.of().formatHex(sha256(manifest));
            JsonNode json = mapper.readTree(manifest);
            byte[] layer = get(base + "/blobs/" + json.at("/layers/0/digest").asText(), "*/*", from);
            Map<String, String> annotations = new HashMap<>();
            json.path("annotations")
                    .properties()
                    .forEach(annotation -> annotations.put(
                            annotation.getKey(), annotation.getValue().asText()));
            String revision = pinned.isEmpty() ? tag + "@" + digest : digest;
            return new Content(revision, from, unpack(layer), annotations);
        } catch (IOException e) {
            throw new Unavailable(
                    "OCIPullFailed", "failed to pull artifact from '%s': %s".formatted(url, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(
                    "OCIPullFailed", "failed to pull artifact from '%s': context canceled".formatted(url));
        }
    }

    private byte[] get(String address, String accept, String from)
            throws IOException, InterruptedException, Unavailable {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(20))
                .header("Accept", accept);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new Unavailable(
                    "OCIPullFailed",
                    "failed to determine artifact digest: GET %s: UNAUTHORIZED: authentication required"
                            .formatted(address));
        }
        if (response.statusCode() == 404) {
            throw new Unavailable(
                    "OCIPullFailed",
                    "failed to determine artifact digest: GET %s: MANIFEST_UNKNOWN: manifest unknown; %s"
                            .formatted(address, from));
        }
        if (response.statusCode() != 200) {
            throw new IOException("unexpected status code " + response.statusCode());
        }
        return response.body();
    }

    private static SourceTree unpack(byte[] layer) throws IOException {
        MemorySourceTree.Builder tree = MemorySourceTree.builder();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(layer)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    String name = entry.getName();
                    tree.file(name.startsWith("./") ? name.substring(2) : name, tar.readAllBytes());
                }
            }
        }
        return tree.build();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
