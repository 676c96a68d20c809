package io.github.ksailbot.destination;

import io.github.ksailbot.delivery.artifact.BranchHistory;
import io.github.ksailbot.delivery.artifact.Publication;
import io.github.ksailbot.delivery.artifact.Publication.Outcome;
import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.deliver.RegistryLeases;
import io.github.ksailbot.workflow.deliver.RegistryLeases.Lease;
import io.github.ksailbot.workflow.deliver.RegistryLeases.Moved;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pushes to one place of a registry one at a time, over all processes of the bot. A process that stood still for so long that
 * somebody else went on in its place may have moved the tag back after that: it looks once more, and puts that right.
 */
final class LeasedPush {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final RegistryLeases leases;
    private final RepositoryRef repository;
    private final RegistryTarget target;
    private final Pause pause;

    LeasedPush(RegistryLeases leases, RepositoryRef repository, RegistryTarget target, Pause pause) {
        this.leases = leases;
        this.repository = repository;
        this.target = target;
        this.pause = pause;
    }

    /** What may be done while nobody else does. */
    interface Registry {
        /** @param history of the branch, and of what the tag was made to point to by whomever */
        Publication publish(BranchHistory history) throws IOException;

        /**
         * Makes the tag point to a manifest.
         *
         * @return false when the registry does not have it any more
         */
        boolean point(String digest) throws IOException;
    }

    /**
     * @param commit that is pushed
     * @throws CancellationException when it was cancelled
     */
    Publication run(
            CommitId commit, BranchHistory history, Registry registry, PushProgress progress, BooleanSupplier cancelled)
            throws IOException {
        try (Lease lease = await(progress, cancelled)) {
            Optional<Moved> last = lease.last(target.tag());
            Publication publication;
            try {
                publication = registry.publish(last.isPresent() ? with(last.get(), history) : history);
            } catch (IOException | CancellationException e) {
                if (!lease.isKept()) {
                    giveWay(last, commit, history, registry, e);
                }
                throw e;
            }
            Moved own = new Moved(commit, publication.digest());
            if (publication.outcome() == Outcome.OUTDATED || lease.moved(target.tag(), own)) {
                return publication;
            }
            Moved right = putRight(last, commit, own, history, registry);
            return own.equals(right) || right == null ? publication : outdated(publication, right);
        }
    }

    /** It failed, or nobody wants it any more, but it may have moved the tag all the same. */
    private void giveWay(
            Optional<Moved> last, CommitId commit, BranchHistory history, Registry registry, Exception failure) {
        try {
            putRight(last, commit, null, history, registry);
        } catch (IOException | CancellationException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Also when it was cancelled: who overtook it does not come back to the tag.
     *
     * @param own null when it is not sure that there is any
     * @return what the tag points to now; null when that is none of its business
     */
    private @Nullable Moved putRight(
            Optional<Moved> last, CommitId commit, @Nullable Moved own, BranchHistory history, Registry registry)
            throws IOException {
        while (true) {
            Log.warnf(
                    "%s: the lease of %s was lost on the way; its tag is looked at again",
                    repository, target.syncRepository());
            try (Lease lease = await(PushProgress.NONE, () -> false)) {
                Optional<Moved> since = lease.last(target.tag());
                Moved right = since.isPresent() && !since.equals(last) && isNotOlder(since.get(), commit, history)
                        ? since.get()
                        : own;
                if (right == null) {
                    return null;
                }
                if (!registry.point(right.digest())) {
                    throw new IOException("the registry does not have `" + right.digest() + "` any more");
                }
                if (lease.moved(target.tag(), right)) {
                    return right;
                }
            }
        }
    }

    /** A tag that was found to have the content of a newer commit says itself only what that content was made of first. */
    private static BranchHistory with(Moved last, BranchHistory history) throws IOException {
        String moved = last.commit().value();
        Optional<String> known = history.newest();
        if (known.isPresent() && !history.isAncestor(known.get(), moved)) {
            return history;
        }
        return new BranchHistory() {
            @Override
            public boolean isAncestor(String older, String newer) throws IOException {
                return history.isAncestor(older, newer);
            }

            @Override
            public Optional<String> newest() {
                return Optional.of(moved);
            }
        };
    }

    /** What has come since counts, unless the branch says that it is older: where it was rewritten, it says nothing. */
    private static boolean isNotOlder(Moved other, CommitId commit, BranchHistory history) throws IOException {
        return !history.isAncestor(other.commit().value(), commit.value());
    }

    private static Publication outdated(Publication publication, Moved newer) {
        return new Publication(
                Outcome.OUTDATED,
                newer.digest(),
                newer.commit().value(),
                List.of(),
                publication.bytesSent(),
                publication.requests());
    }

    private Lease await(PushProgress progress, BooleanSupplier cancelled) {
        for (boolean first = true; ; first = false) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled");
            }
            Optional<Lease> lease = leases.take(repository, target.syncRepository());
            if (lease.isPresent()) {
                return lease.get();
            }
            if (first) {
                progress.report("Waiting for another push to `" + target.syncRepository() + "`");
            }
            try {
                pause.await(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }
}
