package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What of the objects that say where Flux begins is declared by an environment's own manifests. */
public final class DeclaredSync {
    private static final Set<String> CHARTS = Set.of("flux-instance", "flux-operator");

    /** The operator makes the others of its instance. */
    private static final Set<FluxId> OF_INSTANCE = Set.of(
            new FluxId(ResourceType.FLUX_INSTANCE.kind(), new ObjectRef(FluxNames.NAMESPACE, FluxNames.INSTANCE)),
            new FluxId(FluxId.OCI_REPOSITORY, SourceView.rootRef()),
            FluxId.kustomization(new ObjectRef(FluxNames.NAMESPACE, FluxNames.ROOT)));

    private DeclaredSync() {}

    /** @param manifests everything that the environment's cluster gets, as rendered: not those of other environments */
    public static DeclaredObjects in(Collection<Manifest> manifests) {
        Set<FluxId> declared = new HashSet<>();
        for (Manifest manifest : manifests) {
            if (isInstance(manifest) || isOperator(manifest)) {
                declared.addAll(OF_INSTANCE);
            } else if (isRoot(manifest)) {
                declared.add(new FluxId(manifest.kind(), SourceView.rootRef()));
            }
        }
        return (kind, object) -> declared.contains(new FluxId(kind, object));
    }

    /** What {@code flux bootstrap} writes into a repository. */
    private static boolean isRoot(Manifest manifest) {
        return manifest.apiVersion().contains(".toolkit.fluxcd.io/")
                && manifest.namespace().equals(FluxNames.NAMESPACE)
                && manifest.name().equals(FluxNames.ROOT);
    }

    private static boolean isInstance(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping("metadata");
        MappingNode labels = metadata == null ? null : metadata.mapping("labels");
        boolean ours = manifest.name().equals(FluxNames.INSTANCE)
                || (labels != null
                        && labels.text("app.kubernetes.io/managed-by").equals("ksail"));
        return manifest.kind().equals("FluxInstance")
                && manifest.apiVersion().startsWith("fluxcd.controlplane.io/")
                && isAtHome(manifest)
                && ours;
    }

    private static boolean isOperator(Manifest manifest) {
        return manifest.kind().equals(FluxId.HELM_RELEASE)
                && manifest.apiVersion().startsWith("helm.toolkit.fluxcd.io/")
                && isAtHome(manifest)
                && (CHARTS.contains(manifest.name()) || CHARTS.contains(chart(manifest)));
    }

    private static String chart(Manifest manifest) {
        MappingNode node = manifest.root();
        for (String key : new String[] {"spec", "chart", "spec"}) {
            node = node == null ? null : node.mapping(key);
        }
        return node == null ? "" : node.text("chart");
    }

    private static boolean isAtHome(Manifest manifest) {
        return manifest.namespace().isEmpty() || manifest.namespace().equals(FluxNames.NAMESPACE);
    }
}
