package io.github.ksailbot.delivery.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's API, as far as deliveries need it. Calls block; they are made again on their own when the server is
 * busy, starts anew or drops the connection, because none of them does more when it is done twice.
 */
public interface ClusterApi extends AutoCloseable {

    /**
     * Lists in pages.
     *
     * @param namespace empty for all
     * @throws ApiException also when the answer is over the limits
     */
    ObjectList list(ResourceType type, String namespace) throws ApiException;

    /** Null when there is no such object. */
    @Nullable KubernetesObject get(ResourceType type, String namespace, String name) throws ApiException;

    /**
     * Merges into an object (RFC 7396) without reading it first.
     *
     * @return the object as it is now
     */
    KubernetesObject mergePatch(ResourceType type, String namespace, String name, JsonNode patch) throws ApiException;

    /**
     * Watches until it is closed or ends; it does not start again on its own.
     *
     * @param namespace empty for all
     * @param resourceVersion of a list or of the last event
     * @param events called from another thread, one at a time; {@link WatchEvent.Ended} is the last
     */
    Watch watch(ResourceType type, String namespace, String resourceVersion, Consumer<WatchEvent> events);

    /**
     * The end of a container's log.
     *
     * @param previous of the container that ran before the present one
     * @param lines at most
     */
    String podLog(String namespace, String pod, String container, boolean previous, int lines) throws ApiException;

    /** A running watch. */
    interface Watch extends AutoCloseable {
        /** No event comes after this returns, save one that is being handled. */
        @Override
        void close();
    }

    @Override
    void close();
}
