package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the objects of a repository, as they are written, that a cluster's delivery begins with. Looks into a file only
 * when it holds one of the given texts; hidden directories and Helm charts are left out.
 */
final class BootstrapScan {
    /** What is written in more directories or files than this is not looked at; such a repository is judged by its directories. */
    private static final int MAX_DIRECTORIES = 20_000;

    private static final int MAX_FILES = 20_000;

    /** More objects than a graph has nodes say nothing about where clusters begin. */
    private static final int MAX_FOUND = 10_000;

    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 100, 200_000, 1_000, 100);
    private static final String CHART = "Chart.yaml";

    private final SourceTree tree;
    private final LayoutMemo memo;
    private final YamlReader reader = new YamlReader(LIMITS);
    private final List<String> marks;

    /** What this looks for. */
    private final String what;

    private int directories;
    private int files;

    /**
     * @param marks a file that holds none of them is not parsed; scans with the same marks look for the same
     * @param memo of what was found before
     */
    BootstrapScan(SourceTree tree, List<String> marks, LayoutMemo memo) {
        this.tree = tree;
        this.marks = List.copyOf(marks);
        this.what = String.join(" ", marks);
        this.memo = memo;
    }

    /** An object, and the file in which it is written. */
    record Found(SourcePath file, Manifest manifest) {}

    /** What is in and below a directory, with how much was looked at. */
    private record Below(int directories, int files, List<Found> found) {}

    /** What is in a file. */
    private record Within(List<Found> found) {}

    /** Of the whole tree, by path; files that cannot be read or parsed are passed over, for rendering says so. */
    List<Found> find(Predicate<Manifest> wanted) throws SourceException {
        List<Found> found = new ArrayList<>();
        Optional<SourceEntry> root = real(SourcePath.ROOT);
        if (root.isPresent()) {
            visit(root.get(), wanted, found);
        }
        return found;
    }

    private void visit(SourceEntry directory, Predicate<Manifest> wanted, List<Found> found) throws SourceException {
        LayoutMemo.Key key = LayoutMemo.key(tree, what, directory);
        Below known = memo.get(key, Below.class);
        if (known != null
                && directories + known.directories() <= MAX_DIRECTORIES
                && files + known.files() <= MAX_FILES) {
            directories += known.directories();
            files += known.files();
            found.addAll(known.found());
            return;
        }
        int directoriesBefore = directories;
        int filesBefore = files;
        List<Found> below = new ArrayList<>();
        walk(directory.path(), wanted, below);
        found.addAll(below);
        if (directories <= MAX_DIRECTORIES && files <= MAX_FILES && below.size() <= MAX_FOUND) {
            memo.put(key, new Below(directories - directoriesBefore, files - filesBefore, List.copyOf(below)));
        }
    }

    private void walk(SourcePath directory, Predicate<Manifest> wanted, List<Found> found) throws SourceException {
        if (++directories > MAX_DIRECTORIES || files > MAX_FILES || found.size() > MAX_FOUND) {
            return;
        }
        List<String> names = tree.names(directory);
        if (names.contains(CHART)) {
            return;
        }
        for (String name : names) {
            SourcePath path = directory.child(name);
            if (name.startsWith(".")) {
                continue;
            }
            Optional<SourceEntry> entry = real(path);
            if (entry.isPresent() && entry.get().isDirectory()) {
                visit(entry.get(), wanted, found);
            } else if (entry.isPresent() && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
                files++;
                found.addAll(within(entry.get(), wanted));
            }
        }
    }

    private List<Found> within(SourceEntry file, Predicate<Manifest> wanted) throws SourceException {
        LayoutMemo.Key key = LayoutMemo.key(tree, what, file);
        Within known = memo.get(key, Within.class);
        if (known == null) {
            List<Found> found = new ArrayList<>();
            if (!look(file.path(), wanted, found)) {
                return List.of();
            }
            known = new Within(List.copyOf(found));
            memo.put(key, known);
        }
        return known.found();
    }

    /** Whether the file could be read. */
    private boolean look(SourcePath file, Predicate<Manifest> wanted, List<Found> found) {
        byte[] content;
        try {
            content = tree.read(file);
        } catch (SourceException e) {
            // whoever renders it says what is wrong with it
            return false;
        }
        // an apiVersion is plain ASCII
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (content.length > LIMITS.bytes() || marks.stream().noneMatch(text::contains)) {
            return true;
        }
        for (Node document : reader.read(file.value(), content).documents()) {
            if (document instanceof MappingNode root) {
                Manifest manifest = new Manifest(root);
                if (wanted.test(manifest)) {
                    found.add(new Found(file, manifest));
                }
            }
        }
        return true;
    }

    /** Empty for links: what they lead to is found where it is. */
    private Optional<SourceEntry> real(SourcePath path) throws SourceException {
        try {
            return tree.find(path).filter(entry -> entry.path().equals(path));
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
