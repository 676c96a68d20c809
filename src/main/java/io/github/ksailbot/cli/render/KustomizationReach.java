package io.github.ksailbot.cli.render;

import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How far up kustomizations outside of a repository refer, by paths as they are written. A reference that has only the
 * root of the file system in common with the kustomization does not count.
 */
final class KustomizationReach {
    /** A larger kustomization file is not looked at; what it refers to must lie in the directories of the others. */
    private static final int LARGEST_FILE = 1 << 20;

    private static final int LONGEST_PATH = 4096;

    private static final YamlReader READER = new YamlReader(new YamlLimits(LARGEST_FILE, 200, 100_000, 1_000, 100));

    private final Map<Path, List<Path>> known = new HashMap<>();

    /** The smallest directory that holds this one and everything that it refers to, over others too. */
    Path of(Path directory) {
        Path outermost = directory;
        Set<Path> seen = new HashSet<>(Set.of(directory));
        Deque<Path> ahead = new ArrayDeque<>(seen);
        while (!ahead.isEmpty()) {
            for (Path target : known.computeIfAbsent(ahead.remove(), KustomizationReach::references)) {
                Path both = common(outermost, target);
                if (both.getNameCount() > 0) {
                    outermost = both;
                    if (seen.add(target)) {
                        ahead.add(target);
                    }
                }
            }
        }
        return outermost;
    }

    /** The directory that holds both; the root of the file system when nothing else does. */
    static Path common(Path one, Path other) {
        Path path = one;
        while (!other.startsWith(path)) {
            Path parent = path.getParent();
            if (parent == null) {
                return path;
            }
            path = parent;
        }
        return path;
    }

    private static List<Path> references(Path directory) {
        List<Path> references = new ArrayList<>();
        for (String name : KustomizationFiles.NAMES) {
            Path file = directory.resolve(name);
            try {
                if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE) {
                    for (Node document :
                            READER.read(name, Files.readAllBytes(file)).documents()) {
                        visit(document, text -> add(references, directory, text));
                    }
                }
            } catch (IOException e) {
                // Whoever renders the directory says that the file cannot be read; it refers to nothing until then.
                references.clear();
            }
        }
        return references;
    }

    private static void add(List<Path> references, Path directory, String text) {
        String path = text.substring(text.indexOf('=') + 1);
        if (path.isEmpty() || path.length() > LONGEST_PATH || path.indexOf('\n') >= 0 || path.startsWith("/")) {
            return;
        }
        try {
            Path target = directory.resolve(path).normalize();
            if (!target.startsWith(directory) || Files.isDirectory(target)) {
                references.add(target);
            }
        } catch (InvalidPathException e) {
            // Not a path, so it leads nowhere.
            return;
        }
    }

    private static void visit(Node node, Consumer<String> texts) {
        if (node instanceof ScalarNode scalar) {
            texts.accept(scalar.text());
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> visit(item, texts));
        } else if (node instanceof MappingNode mapping) {
            mapping.entries().forEach(entry -> visit(entry.value(), texts));
        }
    }
}
