package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Flux's objects of a cluster at one moment.
 *
 * @param objects by kind and name
 * @param unseen kinds that could not be listed everywhere: nothing can be said about one that is missing
 */
record FluxState(Map<FluxId, KubernetesObject> objects, Set<String> unseen) {
    FluxState {
        objects = new TreeMap<>(objects);
        unseen = Set.copyOf(unseen);
    }

    @Nullable KubernetesObject get(FluxId id) {
        return objects.get(id);
    }

    @Nullable SourceView source(FluxId id) {
        KubernetesObject object = objects.get(id);
        boolean known = id.kind().equals(FluxId.OCI_REPOSITORY) || id.kind().equals(FluxId.GIT_REPOSITORY);
        return object == null || !known ? null : new SourceView(id, object);
    }

    List<SourceView> sources(String kind) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(kind))
                .map(entry -> new SourceView(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<KustomizationView> kustomizations() {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(FluxId.KUSTOMIZATION))
                .map(entry -> new KustomizationView(entry.getValue()))
                .toList();
    }

    List<HelmReleaseView> releases() {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(FluxId.HELM_RELEASE))
                .map(entry -> new HelmReleaseView(entry.getValue()))
                .toList();
    }

    @Nullable KubernetesObject instance() {
        return objects.get(new FluxId("FluxInstance", new ObjectRef(FluxNames.NAMESPACE, FluxNames.INSTANCE)));
    }
}
