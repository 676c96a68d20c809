package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that brings more objects to the cluster, with what it brings: a Kustomization or HelmRelease of Flux, an
 * Application of Argo CD, and what makes such.
 *
 * @param parent which node applies it; null when the environment's entry does
 * @param key of the object
 * @param object as its parent renders it
 * @param result what became of it
 */
public record GraphNode(@Nullable ObjectKey parent, ObjectKey key, Manifest object, NodeResult result) {

    public NodeState state() {
        return result.state();
    }

    /** Why it was not rendered; empty when it was. */
    public String reason() {
        return result.reason();
    }

    public List<Manifest> manifests() {
        return result.manifests();
    }

    public List<Finding> findings() {
        return result.findings();
    }

    /** One for each manifest. */
    public List<ObjectKey> keys() {
        return result.keys();
    }

    /** Every file of the tree that rendering it read. */
    public Set<SourcePath> read() {
        return result.read();
    }
}
