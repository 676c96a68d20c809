package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.manifest.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * An object, and who brings it to a cluster.
 *
 * @param by the object of the node that renders it; null when an entry does
 */
public record Brought(Manifest object, @Nullable Manifest by) {}
