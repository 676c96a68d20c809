package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterWatch;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.cluster.WatchedType;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Flux's objects of a cluster, kept up to date. Belongs to one thread. */
final class FluxWatch implements AutoCloseable {
    private static final List<ResourceType> TYPES = List.of(
            ResourceType.OCI_REPOSITORY,
            ResourceType.GIT_REPOSITORY,
            ResourceType.KUSTOMIZATION,
            ResourceType.HELM_RELEASE,
            ResourceType.FLUX_INSTANCE);

    private final ClusterWatch watch;
    private final List<WatchedType> watched;

    FluxWatch(ClusterApi api, Clock clock, Duration resync) {
        this.watch = new ClusterWatch(api, clock, resync, "", TYPES);
        this.watched = watch.types();
    }

    ClusterWatch watch() {
        return watch;
    }

    /**
     * Lists what must be listed and starts watches that have ended.
     *
     * @throws ApiException when that fails; calling again tries again
     */
    void refresh() throws ApiException {
        for (WatchedType type : watched) {
            try {
                type.refresh();
            } catch (ApiException e) {
                if (!e.isForbidden()) {
                    throw e;
                }
                narrow(type, e);
            }
        }
    }

    /** Who may not look everywhere looks where Flux itself is. */
    private static void narrow(WatchedType type, ApiException refusal) throws ApiException {
        if (!type.namespace().isEmpty()) {
            if (type.type().equals(ResourceType.FLUX_INSTANCE)) {
                // only whoever may put the reference right needs to see it
                return;
            }
            throw refusal;
        }
        type.narrow(FluxNames.NAMESPACE);
        try {
            type.refresh();
        } catch (ApiException e) {
            if (!type.type().equals(ResourceType.FLUX_INSTANCE) || !e.isForbidden()) {
                throw e;
            }
        }
    }

    FluxState state() {
        Map<FluxId, KubernetesObject> objects = new TreeMap<>();
        Set<String> unseen = new HashSet<>();
        for (WatchedType type : watched) {
            String kind = type.type().kind();
            for (KubernetesObject object : type.objects()) {
                objects.put(FluxId.of(kind, object), object);
            }
            if (!type.namespace().isEmpty()) {
                unseen.add(kind);
            }
        }
        return new FluxState(objects, unseen);
    }

    /** Whether Flux is there at all. */
    boolean isInstalled() {
        return watched.stream().anyMatch(type -> type.type().equals(ResourceType.KUSTOMIZATION) && type.isServed());
    }

    /** Kinds that were listed in Flux's own namespace only. */
    List<String> narrowed() {
        return watched.stream()
                .filter(type -> !type.namespace().isEmpty())
                .filter(type -> !type.type().equals(ResourceType.FLUX_INSTANCE))
                .map(type -> type.type().kind())
                .toList();
    }

    @Override
    public void close() {
        watch.close();
    }
}
