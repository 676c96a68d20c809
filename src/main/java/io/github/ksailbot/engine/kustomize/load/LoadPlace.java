package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.source.SourcePath;

/**
 * A directory of the source tree, or of one that was fetched.
 *
 * @param repository tells fetched trees apart; empty for the tree where the build begins
 */
public record LoadPlace(String repository, SourcePath directory) {
    /** Whether this is the other place itself or lies below it. */
    boolean isWithin(LoadPlace other) {
        return repository.equals(other.repository) && directory.isWithin(other.directory);
    }
}
