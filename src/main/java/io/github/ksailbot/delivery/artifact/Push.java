package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.delivery.artifact.Publication.Outcome;
import io.github.ksailbot.delivery.registry.Blob;
import io.github.ksailbot.delivery.registry.Digests;
import io.github.ksailbot.delivery.registry.Manifest;
import io.github.ksailbot.delivery.registry.RegistryClient;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.delivery.registry.StoredManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** One artifact on its way to one tag; can be run again after a failure. */
final class Push {
    /** Digits of the digest in the name of a tag, enough to tell artifacts of one commit apart. */
    private static final int SHORT_DIGEST = 12;

    private static final int DIGEST_PREFIX = "sha256:".length();

    private final RegistryClient registry;
    private final RegistryTarget target;
    private final PackedArtifact artifact;
    private final ArtifactRevision revision;
    private final BranchHistory history;
    private final PushOptions options;
    private final PushProgress progress;
    private final Lock tagging;
    private final KnownBlobs known;

    Push(
            RegistryClient registry,
            RegistryTarget target,
            PackedArtifact artifact,
            ArtifactRevision revision,
            BranchHistory history,
            PushOptions options,
            PushProgress progress,
            Lock tagging,
            KnownBlobs known) {
        this.registry = registry;
        this.target = target;
        this.artifact = artifact;
        this.revision = revision;
        this.history = history;
        this.options = options;
        this.progress = progress;
        this.tagging = tagging;
        this.known = known;
    }

    Publication run() throws IOException {
        String place = target.syncRepository() + ":" + target.tag();
        progress.report("Asking what `" + place + "` points to");
        StoredManifest current = registry.manifest(target.tag()).orElse(null);
        Publication nothingToDo = nothingToDo(current);
        if (nothingToDo != null) {
            return nothingToDo;
        }
        Manifest manifest = artifact.manifest(revision);
        byte[] bytes = manifest.bytes();
        String digest = Digests.of(bytes);
        progress.report("Pushing " + artifact.files() + " files to `" + target.syncRepository() + "`");
        put(artifact.configBlob());
        put(artifact.layer());
        List<String> tags = new ArrayList<>();
        if (!revision.immutableTag().isEmpty()) {
            tags.add(tagForGood(bytes, digest));
        } else {
            // What is attached must have something to be attached to before the tag moves.
            registry.putManifest(digest, bytes, null);
        }
        attach(digest);

        StoredManifest before = again(current);
        if (before != current) {
            Publication overtaken = nothingToDo(before);
            if (overtaken != null) {
                return overtaken;
            }
        }
        progress.report("Moving `" + place + "` to `" + digest + "`");
        registry.putManifest(target.tag(), bytes, before);
        tags.add(target.tag());
        return result(Outcome.PUSHED, digest, revision.text(), tags);
    }

    private void put(Blob blob) throws IOException {
        registry.putBlob(blob, known.elsewhere(target, blob.digest()));
        known.add(target, blob.digest());
    }

    /** Null when there is something to push. */
    private @Nullable Publication nothingToDo(@Nullable StoredManifest current) throws IOException {
        String written = current == null ? "" : revisionOf(current);
        String digest = current == null ? "" : current.digest();
        if (current != null && artifact.isIn(current)) {
            known.add(target, artifact.configBlob().digest());
            known.add(target, artifact.layer().digest());
            attach(digest);
            return result(Outcome.UNCHANGED, digest, written, List.of());
        }
        Optional<String> tagged = ArtifactRevision.commitOf(written);
        boolean isOutdated = isOlderThan(tagged) || isOlderThan(history.newest());
        return isOutdated ? result(Outcome.OUTDATED, digest, written, List.of()) : null;
    }

    private boolean isOlderThan(Optional<String> other) throws IOException {
        return other.isPresent()
                && !other.get().equals(revision.commit())
                && history.isAncestor(revision.commit(), other.get());
    }

    /**
     * Tags the commit's artifact so that it can always be found again. Environments that share a repository and deliver
     * different directories make different artifacts of one commit; what is tagged already stays. No two pushes of this process look and tag at the same time.
     */
    private String tagForGood(byte[] manifest, String digest) throws IOException {
        String tag = revision.immutableTag();
        tagging.lock();
        try {
            String there = registry.digest(tag).orElse("");
            if (!there.isEmpty() && !there.equals(digest)) {
                tag += "-" + digest.substring(DIGEST_PREFIX, DIGEST_PREFIX + SHORT_DIGEST);
            }
            if (!there.equals(digest)) {
                registry.putManifest(tag, manifest, null);
            }
            return tag;
        } finally {
            tagging.unlock();
        }
    }

    /** What was attached by an attempt before stays: a signature is another one each time it is made. */
    private void attach(String digest) throws IOException {
        for (ArtifactAttachment attachment : options.attachments().of(target.syncRepository(), digest, revision)) {
            if (registry.digest(attachment.tag()).isEmpty()) {
                progress.report("Attaching `" + attachment.tag() + "`");
                for (Blob blob : attachment.blobs()) {
                    registry.putBlob(blob, null);
                }
                registry.putManifest(attachment.tag(), attachment.manifest().bytes(), null);
            }
        }
    }

    /** The same object when the tag was not moved since. */
    private @Nullable StoredManifest again(@Nullable StoredManifest current) throws IOException {
        String now = registry.digest(target.tag()).orElse("");
        String before = current == null ? "" : current.digest();
        return now.equals(before) ? current : registry.manifest(target.tag()).orElse(null);
    }

    private static String revisionOf(StoredManifest manifest) {
        return Objects.requireNonNullElse(manifest.manifest().annotations().get(ArtifactRevision.REVISION), "");
    }

    private Publication result(Outcome outcome, String digest, String written, List<String> tags) {
        return new Publication(outcome, digest, written, tags, registry.bytesSent(), registry.requests());
    }
}
