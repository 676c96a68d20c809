package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.source.SourcePath;
import java.util.Set;

/**
 * A directory that kustomize can build.
 *
 * @param path real path
 * @param isComponent whether it is only a part for others to include
 * @param includes real paths of the directories that it includes
 */
record KustomizationDirectory(SourcePath path, boolean isComponent, Set<SourcePath> includes) {
    KustomizationDirectory {
        includes = Set.copyOf(includes);
    }
}
