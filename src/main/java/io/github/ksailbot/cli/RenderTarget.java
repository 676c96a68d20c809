package io.github.ksailbot.cli;

import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Path;

/**
 * One directory to render.
 *
 * @param asked absolute and normalised, links not followed: what its output is named after
 * @param tree what may be read; one object for all directories of the same tree
 * @param directory in the tree
 */
record RenderTarget(Path asked, SourceTree tree, SourcePath directory) {}
