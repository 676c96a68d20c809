package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.Collection;
import java.util.Set;

/**
 * Whether an environment's own manifests say where Flux begins: then they stay the owner of that, and what differs in the
 * cluster is only reported.
 */
public final class DeclaredSync {
    private static final Set<String> CHARTS = Set.of("flux-instance", "flux-operator");

    private DeclaredSync() {}

    /** @param manifests everything that the environment's cluster gets, as rendered: not those of other environments */
    public static boolean isIn(Collection<Manifest> manifests) {
        return manifests.stream().anyMatch(manifest -> isInstance(manifest) || isOperator(manifest));
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
