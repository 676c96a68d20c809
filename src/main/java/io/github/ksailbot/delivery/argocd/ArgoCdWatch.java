package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterWatch;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.cluster.WatchedType;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Objects of some kinds, kept up to date. Belongs to one thread. */
final class ArgoCdWatch implements AutoCloseable {
    private final ClusterWatch watch;
    private final List<WatchedType> watched;

    /** @param namespace empty for all */
    ArgoCdWatch(ClusterApi api, Clock clock, Duration resync, String namespace, ResourceType... types) {
        watch = new ClusterWatch(api, clock, resync, namespace, List.of(types));
        watched = watch.types();
    }

    ClusterWatch watch() {
        return watch;
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
        watch.close();
    }
}
