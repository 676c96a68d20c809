package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;

/**
 * The part of the repository that a source brings.
 *
 * @param directory of the tree that is the root of the source
 * @param directories that it holds, the root itself for all of it
 * @param ignored {@code spec.ignore}; empty when there is none
 */
record SourceRoot(SourcePath directory, List<SourcePath> directories, String ignored) {
    static final SourceRoot WHOLE = new SourceRoot(SourcePath.ROOT, List.of(SourcePath.ROOT), "");

    SourceRoot {
        directories = List.copyOf(directories);
    }

    ArtifactContent content(SourceTree tree) {
        return new ArtifactContent(tree, directory, directories, ignored);
    }
}
