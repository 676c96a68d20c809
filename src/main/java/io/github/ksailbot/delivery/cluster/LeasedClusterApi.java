package io.github.ksailbot.delivery.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A share in a client that others use too; closing it gives the share back. */
final class LeasedClusterApi implements ClusterApi {
    private final ClusterApi shared;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    LeasedClusterApi(ClusterApi shared, Runnable release) {
        this.shared = shared;
        this.release = release;
    }

    @Override
    public ObjectList list(ResourceType type, String namespace) throws ApiException {
        return shared.list(type, namespace);
    }

    @Override
    public @Nullable KubernetesObject get(ResourceType type, String namespace, String name) throws ApiException {
        return shared.get(type, namespace, name);
    }

    @Override
    public KubernetesObject mergePatch(ResourceType type, String namespace, String name, JsonNode patch)
            throws ApiException {
        return shared.mergePatch(type, namespace, name, patch);
    }

    @Override
    public Watch watch(ResourceType type, String namespace, String resourceVersion, Consumer<WatchEvent> events) {
        return shared.watch(type, namespace, resourceVersion, events);
    }

    @Override
    public String podLog(String namespace, String pod, String container, boolean previous, int lines)
            throws ApiException {
        return shared.podLog(namespace, pod, container, previous, lines);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
