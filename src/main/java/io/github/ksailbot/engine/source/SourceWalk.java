package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Visits what lies below a directory, each file once. */
public final class SourceWalk {
    /** Files and directories in one walk; a repository of manifests has a few thousand. */
    public static final int MAX_ENTRIES = 500_000;

    private final SourceTree tree;
    private final List<SourceEntry> found = new ArrayList<>();

    private SourceWalk(SourceTree tree) {
        this.tree = tree;
    }

    /**
     * Files and directories below a directory, a directory before what it holds, names in one directory by code point; the paths are real
     * ones.
     * Symbolic links are left out: what they lead to is in the tree at its own place.
     *
     * @throws SourceException {@code MISSING} or {@code WRONG_KIND} when the path is no directory; {@code TOO_LARGE} over
     *     {@value #MAX_ENTRIES} entries
     */
    public static List<SourceEntry> below(SourceTree tree, SourcePath directory) throws SourceException {
        SourceWalk walk = new SourceWalk(tree);
        Optional<SourceEntry> start = tree.find(directory);
        walk.visit(start.isPresent() ? start.get().path() : directory);
        return List.copyOf(walk.found);
    }

    private void visit(SourcePath directory) throws SourceException {
        for (String name : tree.names(directory)) {
            SourcePath path = directory.child(name);
            Optional<SourceEntry> entry = unlessRefused(path);
            if (entry.isPresent() && entry.get().path().equals(path)) {
                if (found.size() == MAX_ENTRIES) {
                    throw new SourceException(
                            Reason.TOO_LARGE,
                            path,
                            "the repository has more than " + MAX_ENTRIES + " files and directories");
                }
                found.add(entry.get());
                if (entry.get().isDirectory()) {
                    visit(path);
                }
            }
        }
    }

    private Optional<SourceEntry> unlessRefused(SourcePath path) throws SourceException {
        try {
            return tree.find(path);
        } catch (SourceException e) {
            if (e.reason() == Reason.ESCAPES || e.reason() == Reason.LOOP) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
