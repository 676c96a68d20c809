package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.memo.Weights;
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

    /** Of the files that may hold objects; the largest public repository has ten megabytes of YAML. */
    static final long MAX_BYTES = 128L << 20;

    /** Mappings, sequences and scalars of what is found; all of it is held in memory. */
    static final long MAX_VALUES = 1_000_000;

    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 100, 200_000, 1_000, 5_000);
    private static final Finding NOT_ALL = Finding.unchecked(
                    "environment/limit",
                    "Where clusters begin was not looked for in all of this repository: it has more than %d directories or files, %d MiB of them, or %d objects that a cluster may begin with."
                            .formatted(MAX_FILES, MAX_BYTES >> 20, MAX_FOUND),
                    null)
            .withFix("Name the environments by ksail files in the root, or keep what is no manifest elsewhere.");
    private static final String CHART = "Chart.yaml";

    private final SourceTree tree;
    private final LayoutMemo memo;
    private final YamlReader reader = new YamlReader(LIMITS);
    private final List<String> marks;

    /** What this looks for. */
    private final String what;

    private Looked looked = Looked.NOTHING;

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
    private record Below(Looked looked, List<Found> found) {}

    /**
     * What is in a file.
     *
     * @param bytes that were read
     */
    private record Within(List<Found> found, int bytes) {
        static final Within NOTHING = new Within(List.of(), 0);

        long values() {
            return found.stream()
                    .mapToLong(one -> one.manifest().root().values())
                    .sum();
        }

        long weight() {
            List<MappingNode> roots =
                    found.stream().map(one -> one.manifest().root()).toList();
            return 100 + new Weights(List.of()).ofManifests(roots);
        }
    }

    /**
     * How much was looked at, whether or not it was known before.
     *
     * @param found objects
     * @param values of what was found
     */
    private record Looked(int directories, int files, long bytes, int found, long values) {
        static final Looked NOTHING = new Looked(0, 0, 0, 0, 0);

        boolean isTooMuch() {
            return directories > MAX_DIRECTORIES
                    || files > MAX_FILES
                    || bytes > MAX_BYTES
                    || found > MAX_FOUND
                    || values > MAX_VALUES;
        }

        Looked plus(Looked other) {
            return new Looked(
                    directories + other.directories,
                    files + other.files,
                    bytes + other.bytes,
                    found + other.found,
                    values + other.values);
        }

        Looked minus(Looked other) {
            return new Looked(
                    directories - other.directories,
                    files - other.files,
                    bytes - other.bytes,
                    found - other.found,
                    values - other.values);
        }
    }

    /**
     * Of the whole tree, by path; files that are too large or cannot be parsed are passed over, for rendering says so.
     *
     * @param findings gets one when there is more than is looked at, once
     */
    List<Found> find(Predicate<Manifest> wanted, List<Finding> findings) throws SourceException {
        List<Found> found = new ArrayList<>();
        Optional<SourceEntry> root = real(SourcePath.ROOT);
        if (root.isPresent()) {
            visit(root.get(), wanted, found);
        }
        if (looked.isTooMuch() && !findings.contains(NOT_ALL)) {
            findings.add(NOT_ALL);
        }
        return found;
    }

    private void visit(SourceEntry directory, Predicate<Manifest> wanted, List<Found> found) throws SourceException {
        LayoutMemo.Key key = LayoutMemo.key(tree, what, directory);
        Below known = memo.get(key, Below.class);
        if (known != null && !looked.plus(known.looked()).isTooMuch()) {
            looked = looked.plus(known.looked());
            found.addAll(known.found());
            return;
        }
        Looked before = looked;
        List<Found> below = new ArrayList<>();
        looked = looked.plus(new Looked(1, 0, 0, 0, 0));
        walk(directory.path(), wanted, below);
        found.addAll(below);
        if (!looked.isTooMuch()) {
            memo.put(key, new Below(looked.minus(before), List.copyOf(below)), 100 + 8L * below.size());
        }
    }

    /** In the order of the names, so that what is too much is the same each time. */
    private void walk(SourcePath directory, Predicate<Manifest> wanted, List<Found> found) throws SourceException {
        if (looked.isTooMuch()) {
            return;
        }
        List<String> names = tree.names(directory);
        if (names.contains(CHART)) {
            return;
        }
        for (String name : names) {
            if (looked.isTooMuch()) {
                return;
            }
            SourcePath path = directory.child(name);
            if (name.startsWith(".")) {
                continue;
            }
            Optional<SourceEntry> entry = real(path);
            if (entry.isPresent() && entry.get().isDirectory()) {
                visit(entry.get(), wanted, found);
            } else if (entry.isPresent() && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
                Within within = within(entry.get(), wanted);
                looked = looked.plus(
                        new Looked(0, 1, within.bytes(), within.found().size(), within.values()));
                found.addAll(within.found());
            }
        }
    }

    private Within within(SourceEntry file, Predicate<Manifest> wanted) throws SourceException {
        LayoutMemo.Key key = LayoutMemo.key(tree, what, file);
        Within known = memo.get(key, Within.class);
        if (known == null) {
            byte[] content;
            try {
                content = tree.read(file.path());
            } catch (SourceException e) {
                if (e.reason() == SourceException.Reason.UNREADABLE) {
                    // a storage that fails now may work the next moment, and what was found is kept
                    throw e;
                }
                // whoever renders it says what is wrong with it
                return Within.NOTHING;
            }
            known = new Within(look(file.path(), content, wanted), content.length);
            memo.put(key, known, known.weight());
        }
        return known;
    }

    private List<Found> look(SourcePath file, byte[] content, Predicate<Manifest> wanted) {
        List<Found> found = new ArrayList<>();
        if (content.length > LIMITS.bytes()) {
            return found;
        }
        // an apiVersion is plain ASCII
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (marks.stream().noneMatch(text::contains)) {
            return found;
        }
        for (Node document : reader.read(file.value(), content).documents()) {
            if (document instanceof MappingNode root) {
                Manifest manifest = new Manifest(root);
                if (wanted.test(manifest)) {
                    found.add(new Found(file, manifest));
                }
            }
        }
        return List.copyOf(found);
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
