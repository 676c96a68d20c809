package io.github.ksailbot.delivery.flux;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.Exclusion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A Kustomization of Flux, as its manifest and status tell. */
record KustomizationView(KubernetesObject object) {

    FluxId id() {
        return FluxId.kustomization(object.ref());
    }

    boolean isSuspended() {
        return object.flag("spec", "suspend");
    }

    /** What it applies from. */
    FluxId source() {
        String kind = object.text("spec", "sourceRef", "kind");
        String namespace = object.text("spec", "sourceRef", "namespace");
        return new FluxId(
                kind,
                new ObjectRef(
                        namespace.isEmpty() ? object.namespace() : namespace,
                        object.text("spec", "sourceRef", "name")));
    }

    String path() {
        return object.text("spec", "path");
    }

    /** Each once, in order; entries that are no references are passed over. */
    List<FluxId> dependencies() {
        return dependencies(object, FluxId.KUSTOMIZATION);
    }

    static List<FluxId> dependencies(KubernetesObject object, String kind) {
        Set<FluxId> dependencies = new LinkedHashSet<>();
        for (JsonNode entry : object.at("spec", "dependsOn")) {
            String name = entry.path("name").asText("");
            String namespace = entry.path("namespace").asText("");
            if (!name.isEmpty()) {
                dependencies.add(
                        new FluxId(kind, new ObjectRef(namespace.isEmpty() ? object.namespace() : namespace, name)));
            }
        }
        return List.copyOf(dependencies);
    }

    SourceRevision attempted() {
        return new SourceRevision(object.text("status", "lastAttemptedRevision"));
    }

    SourceRevision applied() {
        return new SourceRevision(object.text("status", "lastAppliedRevision"));
    }

    String handledRequest() {
        return object.text("status", "lastHandledReconcileAt");
    }

    /** How many objects it has applied. */
    int inventorySize() {
        return object.at("status", "inventory", "entries").size();
    }

    /**
     * The objects of Flux that it has applied.
     *
     * @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/#inventory">inventory ids</a>:
     *     {@code namespace_name_group_kind}
     */
    List<FluxId> children() {
        List<FluxId> children = new ArrayList<>();
        for (JsonNode entry : object.at("status", "inventory", "entries")) {
            String[] parts = entry.path("id").asText("").split("_", -1);
            if (parts.length == 4 && parts[2].endsWith(".toolkit.fluxcd.io")) {
                children.add(new FluxId(parts[3], new ObjectRef(parts[0], parts[1])));
            }
        }
        return children;
    }

    boolean excludesItself() {
        return Exclusion.isAskedForBy(object);
    }
}
