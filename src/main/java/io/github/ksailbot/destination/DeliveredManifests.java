package io.github.ksailbot.destination;

import io.github.ksailbot.delivery.diagnosis.ManifestOrigins;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourceTree;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that an environment's cluster gets of a commit, rendered when it is asked for the first time. */
final class DeliveredManifests {
    private final Environment environment;
    private final URI repository;
    private @Nullable SourceTree last;
    private List<Manifest> manifests = List.of();
    private ManifestOrigins origins = new ManifestOrigins(manifests);

    /** @param repository where Git fetches it: engines may read it under that address */
    DeliveredManifests(Environment environment, URI repository) {
        this.environment = environment;
        this.repository = repository;
    }

    @SuppressWarnings("ReferenceEquality") // what two trees hold costs more to compare than to render
    synchronized List<Manifest> of(SourceTree tree) {
        if (tree != last) {
            RenderSettings settings =
                    RenderSettings.DEFAULT.withAddresses(Set.of(RepositoryUrl.of(repository.toString())));
            manifests = RepositoryRenderer.of(TracedMemo.ofDefaultSize(), settings)
                    .render(tree, List.of(environment))
                    .get(0)
                    .manifests();
            origins = new ManifestOrigins(manifests);
            last = tree;
        }
        return manifests;
    }

    /** Where each of them was written. */
    synchronized ManifestOrigins origins(SourceTree tree) {
        of(tree);
        return origins;
    }
}
