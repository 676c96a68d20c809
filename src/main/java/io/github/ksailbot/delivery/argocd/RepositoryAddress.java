package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.reconcile.ArtifactPlace;
import io.github.ksailbot.engine.source.RepositoryUrl;

/**
 * A {@code repoURL} without what may differ between two spellings of the same place.
 *
 * @param oci whether artifacts are pulled from there
 * @param plain {@code host/path}; for Git in lower case and without user, port and {@code .git}
 */
record RepositoryAddress(boolean oci, String plain) {
    private static final String OCI = "oci://";

    /** Of what stands in an Application. */
    static RepositoryAddress of(String url) {
        String text = url.strip();
        if (text.regionMatches(true, 0, OCI, 0, OCI.length())) {
            return ofArtifacts(text.substring(OCI.length()));
        }
        return new RepositoryAddress(false, RepositoryUrl.of(text).value());
    }

    /** @param repository host, port and path, without scheme and tag */
    static RepositoryAddress ofArtifacts(String repository) {
        return new RepositoryAddress(true, ArtifactPlace.of(repository).plain());
    }

    /** Whether both are the same place. */
    boolean isSame(RepositoryAddress other) {
        return equals(other) || (oci && other.oci && new ArtifactPlace(plain).isSame(new ArtifactPlace(other.plain)));
    }
}
