package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;

/** Sets single annotations and labels. */
final class MetadataEdit {
    private MetadataEdit() {}

    /** An empty text sets nothing. */
    static Resource annotate(Resource resource, String key, ScalarNode value) {
        return value.text().isEmpty() ? resource : set(resource, "annotations", key, value);
    }

    static Resource label(Resource resource, String key, ScalarNode value) {
        return set(resource, "labels", key, value);
    }

    private static Resource set(Resource resource, String field, String key, ScalarNode value) {
        MappingNode metadata = mapping(resource.root(), "metadata", value);
        MappingNode map = mapping(metadata, field, value);
        return resource.withRoot(resource.root().with("metadata", metadata.with(field, map.with(key, value))));
    }

    private static MappingNode mapping(MappingNode node, String key, ScalarNode author) {
        MappingNode mapping = node.mapping(key);
        return mapping == null ? MappingNode.empty(author.origin()) : mapping;
    }
}
