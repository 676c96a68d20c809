package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
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
    /** A chart's templates are no YAML, and what else lies in a chart is packaged with it. */
    private static final String CHART = "Chart.yaml";

    /** A commit of a few kilobytes can hold one directory in millions of places. */
    static final int MAX_DIRECTORIES = 50_000;

    static final int MAX_KUSTOMIZATIONS = 5_000;

    /** Of the kustomizations in all places together: the largest public repositories have forty kilobytes. */
    static final long MAX_BYTES = 64L << 20;

    /** Of all kustomizations together; each is held in memory. */
    static final long MAX_INCLUDES = 200_000;

    /** What this looks for. */
    private static final String KIND = "kustomization";

    private final SourceTree tree;
    private final LayoutMemo memo;
    private Looked looked = Looked.NOTHING;

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
     * @throws SourceException {@code TOO_LARGE} over {@value #MAX_DIRECTORIES} directories,
     *     {@value #MAX_KUSTOMIZATIONS} kustomizations, or what those may hold, in all calls together
     */
    public List<KustomizationDirectory> below(SourcePath directory) throws SourceException {
        List<KustomizationPlace> places = new ArrayList<>();
        Optional<SourceEntry> top = tree.find(directory);
        if (top.isPresent()) {
            visit(top.get(), places);
        }
        Set<SourcePath> known = new HashSet<>();
        places.forEach(place -> known.add(place.path()));
        List<KustomizationDirectory> found = new ArrayList<>();
        for (KustomizationPlace place : places) {
            found.add(place.directory(tree, known));
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

    /** What is in and below a directory, with what was looked at for it. */
    private record Below(Looked looked, List<KustomizationPlace> places) {
        /** For each directory those below it are listed again; what they include is shared. */
        long weight() {
            return 100 + 8L * places.size();
        }
    }

    /**
     * How much was looked at, whether or not it was known before.
     *
     * @param bytes of kustomizations
     * @param includes that are written in them
     */
    private record Looked(int directories, int kustomizations, long bytes, long includes) {
        static final Looked NOTHING = new Looked(0, 0, 0, 0);
        static final Looked DIRECTORY = new Looked(1, 0, 0, 0);

        static Looked at(KustomizationContent content) {
            return new Looked(
                    0,
                    content.isKustomization() ? 1 : 0,
                    content.bytes(),
                    content.includes().size());
        }

        Looked plus(Looked other) {
            return new Looked(
                    directories + other.directories,
                    kustomizations + other.kustomizations,
                    bytes + other.bytes,
                    includes + other.includes);
        }

        Looked minus(Looked other) {
            return new Looked(
                    directories - other.directories,
                    kustomizations - other.kustomizations,
                    bytes - other.bytes,
                    includes - other.includes);
        }
    }

    private void visit(SourceEntry entry, List<KustomizationPlace> found) throws SourceException {
        SourcePath directory = entry.path();
        LayoutMemo.Key key = LayoutMemo.key(tree, KIND, entry);
        Below known = memo.get(key, Below.class);
        if (known != null) {
            count(directory, known.looked());
            found.addAll(known.places());
            return;
        }
        Looked before = looked;
        boolean linkedBefore = linked;
        linked = false;
        List<KustomizationPlace> below = new ArrayList<>();
        count(directory, Looked.DIRECTORY);
        walk(directory, below);
        found.addAll(below);
        if (!linked) {
            Below all = new Below(looked.minus(before), List.copyOf(below));
            memo.put(key, all, all.weight());
        }
        linked |= linkedBefore;
    }

    private void walk(SourcePath directory, List<KustomizationPlace> below) throws SourceException {
        List<String> names = tree.names(directory);
        KustomizationContent content = look(directory, names);
        if (content != null) {
            below.add(KustomizationPlace.of(tree, directory, content));
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

    private void count(SourcePath directory, Looked more) throws SourceException {
        looked = looked.plus(more);
        if (looked.directories() > MAX_DIRECTORIES || looked.kustomizations() > MAX_KUSTOMIZATIONS) {
            throw tooMuch(directory, MAX_DIRECTORIES + " directories or " + MAX_KUSTOMIZATIONS + " kustomizations");
        }
        if (looked.bytes() > MAX_BYTES || looked.includes() > MAX_INCLUDES) {
            throw tooMuch(
                    directory, (MAX_BYTES >> 20) + " MiB of kustomizations or " + MAX_INCLUDES + " entries in them");
        }
    }

    private static SourceException tooMuch(SourcePath directory, String what) {
        return new SourceException(
                SourceException.Reason.TOO_LARGE, directory, "there are more than " + what + ", which is the limit");
    }

    /** Null when there is no kustomization in a directory. */
    private @Nullable KustomizationContent look(SourcePath directory, List<String> names) throws SourceException {
        for (String name : KustomizationFiles.NAMES) {
            if (names.contains(name)) {
                SourcePath file = directory.child(name);
                LayoutMemo.Key key = LayoutMemo.key(tree, KIND, file);
                // what a link leads to may change though its directory does not
                linked |= key == null;
                KustomizationContent content = memo.get(key, KustomizationContent.class);
                if (content == null) {
                    content = KustomizationContent.read(tree, file);
                    memo.put(key, content, content.weight());
                }
                count(directory, Looked.at(content));
                return content.isKustomization() ? content : null;
            }
        }
        return null;
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
