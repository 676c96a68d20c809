package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.engine.source.SourcePath;

/**
 * One entry of an artifact.
 *
 * @param name in the archive, without a slash at its end
 * @param source where its content is, in the source tree
 */
record PackedFile(String name, SourcePath source, boolean isDirectory) {}
