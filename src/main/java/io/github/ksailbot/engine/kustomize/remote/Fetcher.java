package io.github.ksailbot.engine.kustomize.remote;

import io.github.ksailbot.engine.source.SourceTree;

/**
 * Fetches what a kustomization names outside of its repository. What comes back is text of strangers, like everything else
 * that is rendered: it is read under the same limits, never run, and never leaves its own tree.
 *
 * <p>Implementations are safe for several threads, answer the same request in the same way as long as one build lasts, and
 * bound the size and the time of what they fetch themselves.
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
}
