package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.delivery.registry.RegistryClient;
import io.github.ksailbot.delivery.registry.RegistryException;
import io.github.ksailbot.delivery.registry.RegistryHttp;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.delivery.registry.StoredManifest;
import io.github.ksailbot.delivery.retry.Backoff;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.delivery.retry.Retries;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Gets an artifact to its registry: blobs, then the commit's own tag, then what is said about the artifact, then the
 * environment's tag. Whatever breaks in between leaves the environment's tag where it was, and doing it again sends only
 * what is missing.
 *
 * <p>Deliveries of one environment may overlap. The tag never moves to an older commit than the one that it points to, by
 * the order of the branch: what it points to is looked up at the beginning and once more right before the tag is moved, and
 * a registry that can refuse a tag that was moved in between is asked to. Most cannot; between that look and the move a
 * second process could still go wrong, so whoever calls this makes sure that nobody else does for the same repository.
 */
public final class ArtifactPublisher {
    private final RegistryHttp http;
    private final Clock clock;
    private final Retries retries;
    /** Of a registry's repository: who tags a commit's artifact for good keeps others from doing so in between. */
    private final Map<String, Lock> tagging = new ConcurrentHashMap<>();

    private final KnownBlobs known = new KnownBlobs();

    public ArtifactPublisher(RegistryHttp http, Clock clock, Pause pause) {
        this(http, clock, new Retries(Backoff.DELIVERY, pause));
    }

    public ArtifactPublisher(RegistryHttp http, Clock clock, Retries retries) {
        this.http = http;
        this.clock = clock;
        this.retries = retries;
    }

    /**
     * What the target's tag points to; empty when there is no such tag.
     *
     * @throws RegistryException of the last attempt
     * @throws CancellationException when it was cancelled
     */
    public Optional<PublishedArtifact> find(RegistryTarget target, PushProgress progress, BooleanSupplier cancelled)
            throws RegistryException {
        RegistryClient registry = new RegistryClient(http, target, clock, cancelled);
        return retries.<Optional<PublishedArtifact>, RegistryException>run(
                number -> registry.manifest(target.tag()).map(PublishedArtifact::new), heard(progress), cancelled);
    }

    /**
     * Pushes, unless the tag points to the same content already.
     *
     * @param target where to
     * @param cancelled asked often; nothing is undone when it says yes
     * @throws RegistryException of the last attempt
     * @throws IOException when the branch's order cannot be known, or the artifact's file not be read
     * @throws CancellationException when it was cancelled
     */
    public Publication publish(
            RegistryTarget target,
            PackedArtifact artifact,
            ArtifactRevision revision,
            BranchHistory history,
            PushOptions options,
            PushProgress progress,
            BooleanSupplier cancelled)
            throws IOException {
        RegistryClient registry = new RegistryClient(http, target, clock, cancelled);
        Push push = new Push(
                registry,
                target,
                artifact,
                revision,
                history,
                options,
                progress,
                tagging.computeIfAbsent(target.syncRepository(), any -> new ReentrantLock()),
                known);
        return retries.<Publication, IOException>run(number -> push.run(), heard(progress), cancelled);
    }

    /**
     * Makes the target's tag point to a manifest that the registry has already, whatever it points to now.
     *
     * @param digest of a manifest that was published here
     * @return false when the registry does not have it any more
     * @throws RegistryException of the last attempt
     * @throws CancellationException when it was cancelled
     */
    public boolean point(RegistryTarget target, String digest, PushProgress progress, BooleanSupplier cancelled)
            throws RegistryException {
        RegistryClient registry = new RegistryClient(http, target, clock, cancelled);
        return retries.<Boolean, RegistryException>run(
                number -> {
                    if (registry.digest(target.tag()).orElse("").equals(digest)) {
                        return true;
                    }
                    StoredManifest manifest = registry.manifest(digest).orElse(null);
                    if (manifest == null || !manifest.isUnambiguous()) {
                        return false;
                    }
                    registry.putManifest(target.tag(), manifest.manifest().bytes(), null);
                    return true;
                },
                heard(progress),
                cancelled);
    }

    private static Retries.Listener heard(PushProgress progress) {
        return (attempt, attempts, failure, wait) ->
                progress.failed(new FailedAttempt(attempt, attempts, String.valueOf(failure.getMessage()), wait));
    }
}
