package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds where the manifest of an object in a cluster was written, by kind, namespace and name. */
public final class ManifestOrigins implements Function<ResourceId, Optional<Origin>> {
    private final Map<List<String>, Origin> origins = new HashMap<>();

    /** @param manifests what the cluster gets */
    public ManifestOrigins(Collection<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            origins.putIfAbsent(List.of(manifest.kind(), manifest.namespace(), manifest.name()), manifest.origin());
        }
    }

    /** Also by a manifest that names no namespace, since its engine may have added that. */
    @Override
    public Optional<Origin> apply(ResourceId id) {
        Origin exact = origins.get(List.of(id.kind(), id.namespace(), id.name()));
        return Optional.ofNullable(exact != null ? exact : origins.get(List.of(id.kind(), "", id.name())));
    }
}
