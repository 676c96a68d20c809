package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.helm.release.Scopes;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts what a bundle brings into namespaces: all of it into the one that {@code namespace} says, which lets nothing in that lives
 * outside of namespaces; else what says none into the release's.
 */
record BundlePlacement(FleetOptions options, Origin origin, Consumer<Finding> findings) {

    List<Manifest> placed(List<Manifest> manifests) {
        Scopes scopes = Scopes.of(manifests.stream()
                .filter(manifest -> manifest.kind().equals("CustomResourceDefinition"))
                .toList());
        List<Manifest> placed = new ArrayList<>();
        for (Manifest manifest : manifests) {
            boolean isClusterScoped = scopes.isClusterScoped(Gvk.of(manifest.apiVersion(), manifest.kind()));
            if (isClusterScoped && !options.namespace().isEmpty()) {
                findings.accept(Finding.error(
                                "fleet/cluster-scoped",
                                "Fleet puts this bundle into the namespace `%s`, and refuses what lives outside of namespaces."
                                        .formatted(options.namespace()),
                                manifest.origin())
                        .about(manifest.id(), "")
                        .withFix("Write `defaultNamespace` in the place of `namespace`."));
            }
            boolean moves =
                    !options.namespace().isEmpty() || manifest.namespace().isEmpty();
            placed.add(isClusterScoped || !moves ? manifest : inNamespace(manifest));
        }
        return placed;
    }

    private Manifest inNamespace(Manifest manifest) {
        Origin author = origin.as(Writer.NAMESPACE, null);
        MappingNode metadata = manifest.root().mapping("metadata");
        return new Manifest(manifest.root()
                .with(
                        "metadata",
                        (metadata == null ? MappingNode.empty(author) : metadata)
                                .with("namespace", ScalarNode.string(options.releaseNamespace(), author))));
    }
}
