package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.cluster.WatchedType;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Objects of some kinds, kept up to date. Belongs to one thread. */
final class ArgoCdWatch implements AutoCloseable {
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final List<WatchedType> watched;

    /** @param namespace empty for all */
    ArgoCdWatch(ClusterApi api, Clock clock, Duration resync, String namespace, ResourceType... types) {
        watched = List.of(types).stream()
                .map(type -> new WatchedType(api, type, namespace, clock, resync, events::add))
                .toList();
    }

    /**
     * Lists what must be listed and starts watches that have ended. Who may not look everywhere looks where Argo CD is.
     *
     * @throws ApiException when that fails; calling again tries again
     */
    void refresh() throws ApiException {
        for (WatchedType type : watched) {
            try {
                type.refresh();
            } catch (ApiException e) {
                if (!e.isForbidden() || !type.namespace().isEmpty()) {
                    throw e;
                }
                type.narrow(ArgoCdNames.NAMESPACE);
                type.refresh();
            }
        }
    }

    /** Waits until something has happened, but not longer; takes in all that has. @return whether anything had */
    boolean await(Duration longest) throws InterruptedException {
        Runnable first = events.poll(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS);
        if (first == null) {
            return false;
        }
        for (Runnable event = first; event != null; event = events.poll()) {
            event.run();
        }
        return true;
    }

    Collection<KubernetesObject> objects() {
        return watched.stream().flatMap(type -> type.objects().stream()).toList();
    }

    /** Whether the cluster knows any of the kinds. */
    boolean isServed() {
        return watched.stream().anyMatch(WatchedType::isServed);
    }

    /** Whether only Argo CD's own namespace could be looked at. */
    boolean isNarrowed() {
        return watched.stream().anyMatch(type -> !type.namespace().isEmpty());
    }

    @Override
    public void close() {
        watched.forEach(WatchedType::close);
    }
}
