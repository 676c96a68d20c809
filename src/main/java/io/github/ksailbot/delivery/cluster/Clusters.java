package io.github.ksailbot.delivery.cluster;

/** Where the API of an environment's cluster comes from. Keeps one client for each cluster, until it is closed. */
public interface Clusters extends AutoCloseable {

    /**
     * The API of the cluster that an environment names: its own context, never the current one of a file.
     *
     * @param repository {@code owner/name} whose environment it is
     * @return to be closed by the caller; others may share the connection below it
     * @throws ClusterException when the environment names none, or one that is not known, or one that this repository
     *     may not use
     */
    ClusterApi open(ClusterRef cluster, String repository) throws ClusterException;

    /** Whether there is a cluster of that name for the repository; it may still be one that cannot be opened. */
    boolean serves(ClusterRef cluster, String repository);

    @Override
    void close();
}
