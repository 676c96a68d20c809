package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import java.util.Optional;

/**
 * Port: who of all processes of the bot may change tags of a registry's repository now. Environments may share such a
 * repository, or even a tag, and their deliveries run beside each other; few registries can refuse a tag that was moved in
 * between.
 */
public interface RegistryLeases {
    /**
     * Takes the lease, which is kept up until it is closed.
     *
     * @param repository whose environments are delivered; those of another one do not wait for it
     * @param place {@code host[:port]/path}
     * @return empty while somebody else has it
     */
    Optional<Lease> take(RepositoryRef repository, String place);

    /** Of one process, for one push. A process that stood still for a minute may have lost it without noticing. */
    interface Lease extends AutoCloseable {
        /** What the bot made a tag point to last; empty when it never did, or nobody knows. */
        Optional<Moved> last(String tag);

        /** Whether nobody else has got it since; keeps it up. */
        boolean isKept();

        /**
         * Writes down what a tag points to now.
         *
         * @return false when the lease was lost, and nothing was written down
         */
        boolean moved(String tag, Moved to);

        /** Gives it back. */
        @Override
        void close();
    }

    /** @param digest {@code sha256:…} */
    record Moved(CommitId commit, String digest) {}
}
