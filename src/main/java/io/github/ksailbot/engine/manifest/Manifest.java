package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;

/**
 * One Kubernetes resource as text of the repository or as rendered.
 *
 * @param root the whole document
 */
public record Manifest(MappingNode root) {

    public String apiVersion() {
        return root.text("apiVersion");
    }

    public String kind() {
        return root.text("kind");
    }

    /** {@code metadata.name}; empty when absent. */
    public String name() {
        MappingNode metadata = root.mapping("metadata");
        return metadata == null ? "" : metadata.text("name");
    }

    /** {@code metadata.namespace}; empty when absent. */
    public String namespace() {
        MappingNode metadata = root.mapping("metadata");
        return metadata == null ? "" : metadata.text("namespace");
    }

    /** {@code spec}; empty, where the resource begins, when there is none. */
    public MappingNode spec() {
        MappingNode spec = root.mapping("spec");
        return spec == null ? MappingNode.empty(origin()) : spec;
    }

    public ResourceId id() {
        String apiVersion = apiVersion();
        int slash = apiVersion.indexOf('/');
        return new ResourceId(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                kind(),
                namespace(),
                name());
    }

    public Origin origin() {
        return root.origin();
    }
}
