package io.github.ksailbot.cli.render;

import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Path;

/** What was asked to be rendered. */
sealed interface RenderTarget {

    /** Absolute and normalised, links not followed: what the output is named after. */
    Path asked();

    /**
     * A directory that can be looked at.
     *
     * @param tree what may be read; one object for all directories of the same tree
     * @param directory in the tree
     */
    record Directory(Path asked, SourceTree tree, SourcePath directory) implements RenderTarget {}

    /**
     * A path that cannot be rendered; the others still can.
     *
     * @param reason one sentence for people
     */
    record Refused(Path asked, String reason) implements RenderTarget {}
}
