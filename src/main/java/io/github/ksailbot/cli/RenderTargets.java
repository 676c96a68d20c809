package io.github.ksailbot.cli;

import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From words of the command line to directories in source trees. */
final class RenderTargets {
    private RenderTargets() {}

    /**
     * In the order of the command line, each directory once.
     *
     * @param words directories, and {@code @FILE} for a file with one directory a line
     * @param root what may be read; null to find out, see {@link SourceRoots}
     */
    static List<RenderTarget> of(List<String> words, @Nullable Path root) throws RenderException, IOException {
        List<Path> asked = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("@")) {
                for (String line : lines(path(word.substring(1)))) {
                    if (!line.isBlank()) {
                        asked.add(path(line));
                    }
                }
            } else {
                asked.add(path(word));
            }
        }
        asked = asked.stream().distinct().toList();
        List<Path> real = new ArrayList<>();
        for (Path directory : asked) {
            real.add(directory(directory));
        }
        SourceRoots roots = root == null ? SourceRoots.find(real) : SourceRoots.given(directory(path(root.toString())));
        Map<Path, SourceTree> trees = new HashMap<>();
        List<RenderTarget> targets = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            targets.add(target(asked.get(i), real.get(i), roots.of(real.get(i)), trees));
        }
        return targets;
    }

    private static RenderTarget target(Path asked, Path real, Path root, Map<Path, SourceTree> trees)
            throws RenderException {
        try {
            SourceTree tree = trees.get(root);
            if (tree == null) {
                tree = DirectorySourceTree.of(root);
                trees.put(root, tree);
            }
            String below = root.relativize(real).toString().replace(java.io.File.separatorChar, '/');
            return new RenderTarget(asked, tree, SourcePath.parse(below));
        } catch (SourceException e) {
            throw new RenderException(e.getMessage() + ".", e);
        }
    }

    private static List<String> lines(Path file) throws RenderException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new RenderException("The list `" + file + "` is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new RenderException("The list `" + file + "` cannot be read.", e);
        }
    }

    private static Path path(String text) throws RenderException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new RenderException("`" + text + "` is not a path.", e);
        }
    }

    private static Path directory(Path path) throws RenderException, IOException {
        if (!Files.isDirectory(path)) {
            throw new RenderException("`" + path + "` is not a directory.");
        }
        return path.toRealPath();
    }
}
