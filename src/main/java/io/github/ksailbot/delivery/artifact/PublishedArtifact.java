package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.delivery.registry.StoredManifest;
import java.util.Objects;

/** What an environment's tag points to, whoever pushed it. */
public final class PublishedArtifact {
    private final StoredManifest stored;

    PublishedArtifact(StoredManifest stored) {
        this.stored = stored;
    }

    /** {@code sha256:…} of the manifest. */
    public String digest() {
        return stored.digest();
    }

    /** What it was made of as it says itself, {@code main@sha1:…} as a rule; empty when it does not say. */
    public String revision() {
        return Objects.requireNonNullElse(stored.manifest().annotations().get(ArtifactRevision.REVISION), "");
    }

    /** Whether it says that it was made of this commit. */
    public boolean isOf(String commit) {
        return ArtifactRevision.commitOf(revision()).filter(commit::equals).isPresent();
    }

    /** Whether it has exactly this content. A commit that changes nothing of an environment is not pushed again. */
    public boolean holds(PackedArtifact artifact) {
        return artifact.isIn(stored);
    }
}
