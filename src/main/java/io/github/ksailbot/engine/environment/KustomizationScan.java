package io.github.ksailbot.engine.environment;

import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the directories that kustomize can build. What is wrong in their files is for the build to say. */
final class KustomizationScan {
    private static final List<String> INCLUDING_FIELDS =
            List.of("resources", "bases", "components", "generators", "transformers", "validators");
    private static final String GROUP = "kustomize.config.k8s.io/";

    /** A chart's templates are no YAML, and what else lies in a chart is packaged with it. */
    private static final String CHART = "Chart.yaml";

    /** A commit of a few kilobytes can hold one directory in millions of places. */
    static final int MAX_DIRECTORIES = 50_000;

    static final int MAX_KUSTOMIZATIONS = 5_000;

    /** Enough for long lists and inline patches; a longer file is an entry whose includes are not known. */
    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 100, 100_000, 1_000, 100);

    private final SourceTree tree;
    private final YamlReader reader = new YamlReader(LIMITS);
    private int visited;

    KustomizationScan(SourceTree tree) {
        this.tree = tree;
    }

    /**
     * Those in and below a directory, by path; hidden directories and Helm charts are not looked into.
     *
     * @throws SourceException {@code TOO_LARGE} over {@value #MAX_DIRECTORIES} directories or
     *     {@value #MAX_KUSTOMIZATIONS} kustomizations in all calls together
     */
    List<KustomizationDirectory> below(SourcePath directory) throws SourceException {
        List<KustomizationDirectory> found = new ArrayList<>();
        visit(real(directory), found);
        return found;
    }

    /** Those that no other of them includes and that mean something alone. */
    static List<SourcePath> roots(List<KustomizationDirectory> directories) {
        Set<SourcePath> included = new HashSet<>();
        for (KustomizationDirectory directory : directories) {
            included.addAll(directory.includes());
        }
        return directories.stream()
                .filter(directory -> !directory.isComponent() && !included.contains(directory.path()))
                .map(KustomizationDirectory::path)
                .toList();
    }

    /** Whether kustomize can build a directory; a component counts, for where a build begins, it is built like any other. */
    boolean isKustomization(SourcePath directory) throws SourceException {
        return look(directory, tree.names(directory)).isPresent();
    }

    private void visit(SourcePath directory, List<KustomizationDirectory> found) throws SourceException {
        if (++visited > MAX_DIRECTORIES || found.size() > MAX_KUSTOMIZATIONS) {
            throw new SourceException(
                    SourceException.Reason.TOO_LARGE,
                    directory,
                    "there are more than " + MAX_DIRECTORIES + " directories or " + MAX_KUSTOMIZATIONS
                            + " kustomizations, which is the limit");
        }
        List<String> names = tree.names(directory);
        look(directory, names).ifPresent(found::add);
        if (names.contains(CHART)) {
            return;
        }
        for (String name : names) {
            SourcePath path = directory.child(name);
            if (!name.startsWith(".") && isRealDirectory(path)) {
                visit(path, found);
            }
        }
    }

    private Optional<KustomizationDirectory> look(SourcePath directory, List<String> names) throws SourceException {
        for (String name : KustomizationFiles.NAMES) {
            if (names.contains(name)) {
                return look(directory, directory.child(name));
            }
        }
        return Optional.empty();
    }

    private Optional<KustomizationDirectory> look(SourcePath directory, SourcePath file) throws SourceException {
        List<Node> documents;
        try {
            documents = reader.read(file.value(), tree.read(file)).documents();
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            // The build has to say what is wrong with it.
            return Optional.of(new KustomizationDirectory(directory, false, Set.of()));
        }
        if (documents.isEmpty() || !(documents.get(0) instanceof MappingNode root)) {
            return Optional.of(new KustomizationDirectory(directory, false, Set.of()));
        }
        String apiVersion = root.text("apiVersion");
        if (!apiVersion.isEmpty() && !apiVersion.startsWith(GROUP)) {
            // Flux has a kind of the same name, and many call its files like this one.
            return Optional.empty();
        }
        return Optional.of(new KustomizationDirectory(
                directory, root.text("kind").equals("Component"), includes(directory, root)));
    }

    private Set<SourcePath> includes(SourcePath directory, MappingNode root) {
        Set<SourcePath> included = new HashSet<>();
        for (String field : INCLUDING_FIELDS) {
            SequenceNode items = root.sequence(field);
            if (items != null) {
                for (Node item : items.items()) {
                    if (item instanceof ScalarNode scalar) {
                        directoryAt(directory, scalar.text()).ifPresent(included::add);
                    }
                }
            }
        }
        return included;
    }

    /** Empty for files, remote addresses and whatever else is no directory of the tree. */
    private Optional<SourcePath> directoryAt(SourcePath from, String text) {
        try {
            return tree.find(from.resolve(text))
                    .filter(SourceEntry::isDirectory)
                    .map(SourceEntry::path);
        } catch (SourceException e) {
            return Optional.empty();
        }
    }

    private boolean isRealDirectory(SourcePath path) throws SourceException {
        try {
            return tree.find(path)
                    .filter(entry -> entry.isDirectory() && entry.path().equals(path))
                    .isPresent();
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.ESCAPES || e.reason() == SourceException.Reason.LOOP) {
                return false;
            }
            throw e;
        }
    }

    private SourcePath real(SourcePath directory) throws SourceException {
        return tree.find(directory).map(SourceEntry::path).orElse(directory);
    }
}
