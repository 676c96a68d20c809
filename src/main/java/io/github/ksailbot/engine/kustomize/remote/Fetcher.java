package io.github.ksailbot.engine.kustomize.remote;

import io.github.ksailbot.engine.source.SourceTree;
import java.util.function.Supplier;

/**
 * Fetches what a kustomization names outside of its repository. What comes back is text of strangers, like everything else
 * that is rendered: it is read under the same limits, never run, and never leaves its own tree.
 *
 * <p>Implementations are safe for several threads, answer the same request in the same way as long as one build lasts and
 * its budget does, and bound the size and the time of what they fetch themselves.
 */
public interface Fetcher {
    /** Fetches nothing. */
    Fetcher DENIED = new Fetcher() {
        private static final String WHY = "nothing outside of this repository is fetched";

        @Override
        public Fetched<SourceTree> repository(RemoteRepository repository) {
            return new Fetched.Refusal<>(Fetched.Reason.NOT_ALLOWED, WHY);
        }

        @Override
        public Fetched<byte[]> file(RemoteFile file) {
            return new Fetched.Refusal<>(Fetched.Reason.NOT_ALLOWED, WHY);
        }
    };

    /**
     * The files of a Git repository at {@link RemoteRepository#ref}, from its top: the directory of the address is looked for
     * in them.
     *
     * @param repository its timeout is what the address asks for, and may be cut
     */
    Fetched<SourceTree> repository(RemoteRepository repository);

    /** The content of a file of a web server; must not be changed afterwards. */
    Fetched<byte[]> file(RemoteFile file);

    /**
     * Does work within one budget for all that the calling thread fetches in it, charts included: of time, bytes and requests.
     * Behind its end everything that is asked for is {@link Fetched.Reason#UNAVAILABLE}, and so may be what was fetched in it
     * before. Within another budget there is no new one.
     */
    default <T> T within(Supplier<T> work) {
        return work.get();
    }
}
