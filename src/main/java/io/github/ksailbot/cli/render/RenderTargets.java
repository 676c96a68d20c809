package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.render.RenderTarget.Directory;
import io.github.ksailbot.cli.render.RenderTarget.Refused;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From words of the command line to directories in source trees. */
final class RenderTargets {
    private RenderTargets() {}

    /**
     * In the order of the command line, each directory once. One that is not there does not keep the others from being
     * rendered.
     *
     * @param words directories, and {@code @FILE} for a file with one directory a line
     * @param root what may be read; null to find out, see {@link SourceRoots}
     * @throws CommandException when a list cannot be read, a word is no path, or the root is no directory
     */
    static List<RenderTarget> of(List<String> words, @Nullable Path root) throws CommandException {
        Set<Path> asked = new LinkedHashSet<>();
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
        Map<Path, Path> real = new HashMap<>();
        Map<Path, String> refused = new HashMap<>();
        for (Path directory : asked) {
            try {
                real.put(directory, directory(directory));
            } catch (CommandException e) {
                refused.put(directory, e.getMessage());
            }
        }
        SourceRoots roots = root == null
                ? SourceRoots.find(List.copyOf(real.values()))
                : SourceRoots.given(directory(path(root.toString())));
        Map<Path, SourceTree> trees = new HashMap<>();
        List<RenderTarget> targets = new ArrayList<>();
        for (Path path : asked) {
            Path directory = real.get(path);
            targets.add(
                    directory == null
                            ? new Refused(path, refused.getOrDefault(path, ""))
                            : target(path, directory, roots, trees));
        }
        return targets;
    }

    private static RenderTarget target(Path asked, Path real, SourceRoots roots, Map<Path, SourceTree> trees) {
        try {
            Path root = roots.of(real);
            SourceTree tree = trees.get(root);
            if (tree == null) {
                tree = DirectorySourceTree.of(root);
                trees.put(root, tree);
            }
            String below = root.relativize(real).toString().replace(File.separatorChar, '/');
            return new Directory(asked, tree, SourcePath.parse(below));
        } catch (SourceException e) {
            return new Refused(asked, e.getMessage() + ".");
        } catch (CommandException e) {
            return new Refused(asked, e.getMessage());
        }
    }

    private static List<String> lines(Path file) throws CommandException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new CommandException("The list `" + file + "` is not UTF-8 text.", e);
        } catch (IOException e) {
            throw new CommandException("The list `" + file + "` cannot be read.", e);
        }
    }

    private static Path path(String text) throws CommandException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CommandException("`" + text + "` is not a path.", e);
        }
    }

    private static Path directory(Path path) throws CommandException {
        if (!Files.isDirectory(path)) {
            String what = Files.exists(path) ? "is not a directory" : "is not there";
            throw new CommandException("`" + path + "` " + what + ".");
        }
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new CommandException("`" + path + "` cannot be read.", e);
        }
    }
}
