package io.github.ksailbot.delivery.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.delivery.registry.Blob;
import io.github.ksailbot.delivery.registry.Descriptor;
import io.github.ksailbot.delivery.registry.Manifest;
import io.github.ksailbot.delivery.registry.StoredManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A layer in a temporary file, which is there until this is closed. */
public final class PackedArtifact implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ArtifactForm form;
    private final Path file;
    private final Blob layer;
    private final Blob config;
    private final int files;

    PackedArtifact(ArtifactForm form, Path file, String digest, long size, String archiveDigest, int files) {
        this.form = form;
        this.file = file;
        this.layer = Blob.of(file, digest, size);
        this.config = Blob.of(config(archiveDigest));
        this.files = files;
    }

    /** {@code sha256:…} of the layer: equal for equal content. */
    public String contentDigest() {
        return layer.digest();
    }

    /** Of the layer, in bytes. */
    public long size() {
        return layer.size();
    }

    /** How many files are in it, directories not counted. */
    public int files() {
        return files;
    }

    /** The layer, from its first byte. */
    public InputStream open() throws IOException {
        return layer.open(0);
    }

    Manifest manifest(ArtifactRevision revision) {
        return new Manifest(
                Descriptor.of(form.configType(), config),
                List.of(Descriptor.of(form.layerType(), layer)),
                revision.annotations());
    }

    /** Whether a manifest has exactly this content, for whoever reads it: it is signed as if it had been pushed just now. */
    boolean isIn(StoredManifest stored) {
        Manifest manifest = stored.manifest();
        return stored.isUnambiguous()
                && manifest.config().digest().equals(config.digest())
                && manifest.config().mediaType().equals(form.configType())
                && manifest.layers().size() == 1
                && manifest.layers().get(0).digest().equals(layer.digest())
                && manifest.layers().get(0).size() == layer.size()
                && manifest.layers().get(0).mediaType().equals(form.layerType());
    }

    Blob layer() {
        return layer;
    }

    Blob configBlob() {
        return config;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says nothing of machine and time, so that equal content has an equal configuration. */
    private static byte[] config(String archiveDigest) {
        ObjectNode json = JSON.createObjectNode();
        json.put("architecture", "");
        json.put("os", "");
        json.putObject("config");
        ObjectNode files = json.putObject("rootfs");
        files.put("type", "layers");
        files.putArray("diff_ids").add(archiveDigest);
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain texts", e);
        }
    }
}
