package io.github.ksailbot.engine.helm.chart;

import io.github.ksailbot.engine.kustomize.remote.Fetched;

/**
 * Gets charts that are not in the repository. What comes back is text of strangers: it is unpacked in memory under
 * {@link ChartLimits} and never leaves the process that renders it.
 *
 * <p>Implementations are safe for several threads, give the same answer to the same question as long as one judgement lasts and its budget does,
 * and bound size and time of what they fetch themselves.
 */
@FunctionalInterface
public interface ChartArchives {
    /** Gets nothing. */
    ChartArchives DENIED = address ->
            new Fetched.Refusal<>(Fetched.Reason.NOT_ALLOWED, "nothing outside of this repository is fetched");

    /**
     * A chart that was fetched.
     *
     * @param content the archive as {@code helm package} makes it, gzipped tar
     * @param digest of the artifact in its registry, {@code sha256:…}; empty where there is none
     * @param name of the archive for people, without credentials: {@code https://charts.example.org/redis-1.2.3.tgz}
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Archive(byte[] content, String digest, String name) {}

    /** The archive of a chart; for {@link ChartAddress.Git} one that is made of the directory. */
    Fetched<Archive> get(ChartAddress address);
}
