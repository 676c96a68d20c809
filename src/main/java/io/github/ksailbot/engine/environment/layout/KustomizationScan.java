package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the directories that kustomize can build. What is wrong in their files is for the build to say. */
public final class KustomizationScan {
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

    /** What this looks for. */
    private static final String KIND = "kustomization";

    private final SourceTree tree;
    private final LayoutMemo memo;
    private final YamlReader reader = new YamlReader(LIMITS);
    private int visited;

    /** Whether a kustomization was met that is a link. */
    private boolean linked;

    public KustomizationScan(SourceTree tree) {
        this(tree, new LayoutMemo());
    }

    /** @param memo of what was found before */
    public KustomizationScan(SourceTree tree, LayoutMemo memo) {
        this.tree = tree;
        this.memo = memo;
    }

    /**
     * Those in and below a directory, by path; hidden directories and Helm charts are not looked into.
     *
     * @throws SourceException {@code TOO_LARGE} over {@value #MAX_DIRECTORIES} directories or
     *     {@value #MAX_KUSTOMIZATIONS} kustomizations in all calls together
     */
    public List<KustomizationDirectory> below(SourcePath directory) throws SourceException {
        List<Place> places = new ArrayList<>();
        Optional<SourceEntry> top = tree.find(directory);
        if (top.isPresent()) {
            visit(top.get(), places);
        }
        Set<SourcePath> known = new HashSet<>();
        places.forEach(place -> known.add(place.directory()));
        List<KustomizationDirectory> found = new ArrayList<>();
        for (Place place : places) {
            found.add(directory(place, known));
        }
        return found;
    }

    /** Those that no other of them includes and that mean something alone. */
    public static List<SourcePath> roots(List<KustomizationDirectory> directories) {
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
    public boolean isKustomization(SourcePath directory) throws SourceException {
        return look(directory, tree.names(directory)) != null;
    }

    /**
     * A directory, and what its kustomization says.
     *
     * @param below directories in or below this one that it includes, links aside
     * @param elsewhere what else it includes, as it is written
     */
    private record Place(SourcePath directory, boolean isComponent, Set<SourcePath> below, List<String> elsewhere) {}

    /** What is in and below a directory, with how many of them were visited. */
    private record Below(int visited, List<Place> places) {}

    private void visit(SourceEntry entry, List<Place> found) throws SourceException {
        SourcePath directory = entry.path();
        LayoutMemo.Key key = LayoutMemo.key(tree, KIND, entry);
        Below known = memo.get(key, Below.class);
        if (known != null) {
            visited += known.visited();
            found.addAll(known.places());
            check(directory, visited, found);
            return;
        }
        int before = visited;
        boolean linkedBefore = linked;
        linked = false;
        List<Place> below = new ArrayList<>();
        check(directory, ++visited, found);
        walk(directory, below);
        found.addAll(below);
        if (!linked) {
            memo.put(key, new Below(visited - before, List.copyOf(below)));
        }
        linked |= linkedBefore;
    }

    private void walk(SourcePath directory, List<Place> below) throws SourceException {
        List<String> names = tree.names(directory);
        Content content = look(directory, names);
        if (content != null) {
            below.add(place(directory, content));
        }
        if (names.contains(CHART)) {
            return;
        }
        for (String name : names) {
            SourcePath path = directory.child(name);
            SourceEntry entry = name.startsWith(".") ? null : realDirectory(path);
            if (entry != null) {
                visit(entry, below);
            }
        }
    }

    private static void check(SourcePath directory, int visited, List<Place> found) throws SourceException {
        if (visited > MAX_DIRECTORIES || found.size() > MAX_KUSTOMIZATIONS) {
            throw new SourceException(
                    SourceException.Reason.TOO_LARGE,
                    directory,
                    "there are more than " + MAX_DIRECTORIES + " directories or " + MAX_KUSTOMIZATIONS
                            + " kustomizations, which is the limit");
        }
    }

    /** Null when there is no kustomization in a directory. */
    private @Nullable Content look(SourcePath directory, List<String> names) throws SourceException {
        for (String name : KustomizationFiles.NAMES) {
            if (names.contains(name)) {
                SourcePath file = directory.child(name);
                LayoutMemo.Key key = LayoutMemo.key(tree, KIND, file);
                // what a link leads to may change though its directory does not
                linked |= key == null;
                Content content = memo.get(key, Content.class);
                if (content == null) {
                    content = content(file);
                    memo.put(key, content);
                }
                return content.isKustomization() ? content : null;
            }
        }
        return null;
    }

    /** What is in a directory is known as long as the directory is the same; what is elsewhere, or behind a link, is not. */
    private Place place(SourcePath directory, Content content) {
        Set<SourcePath> below = new HashSet<>();
        List<String> elsewhere = new ArrayList<>();
        for (String text : content.includes()) {
            SourcePath included = resolved(directory, text);
            if (included == null || !included.isWithin(directory)) {
                elsewhere.add(text);
                continue;
            }
            try {
                SourceEntry entry = tree.find(included).orElse(null);
                if (entry == null || !entry.path().equals(included)) {
                    elsewhere.add(text);
                } else if (entry.isDirectory()) {
                    below.add(included);
                }
            } catch (SourceException e) {
                elsewhere.add(text);
            }
        }
        return new Place(directory, content.isComponent(), Set.copyOf(below), List.copyOf(elsewhere));
    }

    /** @param known directories that are there */
    private KustomizationDirectory directory(Place place, Set<SourcePath> known) {
        Set<SourcePath> included = new HashSet<>(place.below());
        for (String text : place.elsewhere()) {
            SourcePath path = resolved(place.directory(), text);
            if (path != null && known.contains(path)) {
                included.add(path);
            } else if (path != null) {
                directoryAt(path).ifPresent(included::add);
            }
        }
        return new KustomizationDirectory(place.directory(), place.isComponent(), included);
    }

    /**
     * What a file says.
     *
     * @param includes as they are written
     */
    private record Content(boolean isKustomization, boolean isComponent, List<String> includes) {
        /** One whose mistakes the build has to say. */
        static final Content BROKEN = new Content(true, false, List.of());
    }

    private Content content(SourcePath file) throws SourceException {
        List<Node> documents;
        try {
            documents = reader.read(file.value(), tree.read(file)).documents();
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return Content.BROKEN;
        }
        if (documents.isEmpty() || !(documents.get(0) instanceof MappingNode root)) {
            return Content.BROKEN;
        }
        String apiVersion = root.text("apiVersion");
        // Flux has a kind of the same name, and many call its files like this one
        boolean isKustomization = apiVersion.isEmpty() || apiVersion.startsWith(GROUP);
        return new Content(isKustomization, root.text("kind").equals("Component"), includes(root));
    }

    private static List<String> includes(MappingNode root) {
        List<String> included = new ArrayList<>();
        for (String field : INCLUDING_FIELDS) {
            SequenceNode items = root.sequence(field);
            if (items != null) {
                for (Node item : items.items()) {
                    if (item instanceof ScalarNode scalar) {
                        included.add(scalar.text());
                    }
                }
            }
        }
        return List.copyOf(included);
    }

    /** Null for what is no path of the tree. */
    private static @Nullable SourcePath resolved(SourcePath from, String text) {
        try {
            return from.resolve(text);
        } catch (SourceException e) {
            return null;
        }
    }

    /** Empty for files, remote addresses and whatever else is no directory of the tree. */
    private Optional<SourcePath> directoryAt(SourcePath path) {
        try {
            return tree.find(path).filter(SourceEntry::isDirectory).map(SourceEntry::path);
        } catch (SourceException e) {
            return Optional.empty();
        }
    }

    /** Null for links and all that is no directory. */
    private @Nullable SourceEntry realDirectory(SourcePath path) throws SourceException {
        try {
            return tree.find(path)
                    .filter(entry -> entry.isDirectory() && entry.path().equals(path))
                    .orElse(null);
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.ESCAPES || e.reason() == SourceException.Reason.LOOP) {
                return null;
            }
            throw e;
        }
    }
}
