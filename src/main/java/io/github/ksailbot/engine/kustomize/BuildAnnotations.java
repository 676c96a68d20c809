package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Annotations that mean something to kustomize itself: it takes them away in the end, and makes strings of all others on
 * the way. Where it noted something, an empty mapping goes away as well.
 */
final class BuildAnnotations {
    private static final Set<String> NAMES = Set.of(
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

    static Resource remove(Resource resource) {
        MappingNode metadata = resource.root().mapping("metadata");
        MappingNode annotations = metadata == null ? null : metadata.mapping("annotations");
        if (metadata == null) {
            return resource;
        }
        if (annotations == null || annotations.isEmpty()) {
            boolean leftEmpty = resource.isNoted() && metadata.has("annotations");
            return leftEmpty
                    ? resource.withRoot(resource.root().with("metadata", metadata.without("annotations")))
                    : resource;
        }
        List<Entry> kept = new ArrayList<>();
        boolean changed = false;
        for (Entry entry : annotations.entries()) {
            boolean isString = entry.value() instanceof ScalarNode scalar && scalar.isString();
            changed |= !isString;
            if (NAMES.contains(entry.key().text())) {
                changed = true;
            } else {
                kept.add(isString ? entry : new Entry(entry.key(), asString(entry)));
            }
        }
        if (!changed) {
            return resource;
        }
        MappingNode cleaned = kept.isEmpty()
                ? metadata.without("annotations")
                : metadata.with("annotations", MappingNode.of(kept, annotations.origin()));
        return resource.withRoot(resource.root().with("metadata", cleaned));
    }

    private static ScalarNode asString(Entry entry) {
        String text = entry.value() instanceof ScalarNode scalar ? scalar.text() : "";
        return ScalarNode.string(text, entry.value().origin());
    }
}
