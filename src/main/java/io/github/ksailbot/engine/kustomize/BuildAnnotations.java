package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Annotations that mean something to kustomize itself: it takes them away in the end, and makes strings of all others on
 * the way.
 */
final class BuildAnnotations {
    static final String ORIGIN = "config.kubernetes.io/origin";
    static final String TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";

    private static final Set<String> NAMES = Set.of(
            ORIGIN,
            TRANSFORMATIONS,
            "internal.config.kubernetes.io/previousKinds",
            "internal.config.kubernetes.io/previousNames",
            "internal.config.kubernetes.io/prefixes",
            "internal.config.kubernetes.io/suffixes",
            "internal.config.kubernetes.io/previousNamespaces",
            "internal.config.kubernetes.io/allowNameChange",
            "internal.config.kubernetes.io/allowKindChange",
            "internal.config.kubernetes.io/refBy",
            "internal.config.kubernetes.io/generatorBehavior",
            "internal.config.kubernetes.io/needsHashSuffix",
            "internal.config.kubernetes.io/path",
            "internal.config.kubernetes.io/index",
            "internal.config.kubernetes.io/seqindent",
            "internal.config.kubernetes.io/id",
            "internal.config.kubernetes.io/annotations-migration-resource-id",
            "config.kubernetes.io/path",
            "config.kubernetes.io/index",
            "config.k8s.io/id");

    private BuildAnnotations() {}

    /** Without what kustomize keeps for itself; no annotations at all means no field. */
    static Resource remove(Resource resource, Work work) {
        MappingNode metadata = resource.root().mapping("metadata");
        if (metadata == null || !metadata.has("annotations")) {
            return resource;
        }
        MappingNode annotations = metadata.mapping("annotations");
        work.spend(annotations == null ? 1 : annotations.size());
        List<Entry> kept = new ArrayList<>();
        boolean changed = false;
        for (Entry entry : annotations == null ? List.<Entry>of() : annotations.entries()) {
            boolean isString = entry.value() instanceof ScalarNode scalar && scalar.isString();
            boolean isOwn = NAMES.contains(entry.key().text());
            changed |= !isString || isOwn;
            if (!isOwn) {
                kept.add(isString ? entry : new Entry(entry.key(), asString(entry)));
            }
        }
        if (annotations == null || kept.isEmpty()) {
            return resource.withRoot(resource.root().with("metadata", metadata.without("annotations")));
        }
        return changed
                ? resource.withRoot(resource.root()
                        .with("metadata", metadata.with("annotations", MappingNode.of(kept, annotations.origin()))))
                : resource;
    }

    private static ScalarNode asString(Entry entry) {
        String text = entry.value() instanceof ScalarNode scalar ? scalar.text() : "";
        return ScalarNode.string(text, entry.value().origin());
    }
}
