package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.delivery.registry.Blob;
import io.github.ksailbot.delivery.registry.Manifest;
import java.util.List;

/**
 * Something that is said about an artifact and stored beside it, before any moving tag points to it.
 *
 * @param tag where it is found
 * @param manifest of it
 * @param blobs that the manifest refers to
 */
public record ArtifactAttachment(String tag, Manifest manifest, List<Blob> blobs) {
    public ArtifactAttachment {
        blobs = List.copyOf(blobs);
    }

    /** Makes what is to be said about an artifact. */
    @FunctionalInterface
    public interface Source {
        /** Says nothing. */
        Source NONE = (repository, digest, revision) -> List.of();

        /**
         * @param repository {@code host[:port]/path}
         * @param digest {@code sha256:…} of the artifact's manifest
         */
        List<ArtifactAttachment> of(String repository, String digest, ArtifactRevision revision);
    }
}
