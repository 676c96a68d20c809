package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the directories that Kustomizations of Flux name, and remembers what the tree answered. */
final class NamedDirectories {
    private final SourceTree tree;
    private final Set<SourcePath> kustomizations;

    /** Directories that are no kustomizations, by the path that was looked for; empty for what is none. */
    private final Map<SourcePath, Optional<SourcePath>> asked = new HashMap<>();

    /** @param kustomizations directories that are there for sure */
    NamedDirectories(SourceTree tree, Set<SourcePath> kustomizations) {
        this.tree = tree;
        this.kustomizations = Set.copyOf(kustomizations);
    }

    /** What the tree was asked, with its answers. */
    Map<SourcePath, Optional<SourcePath>> asked() {
        return Map.copyOf(asked);
    }

    /** Whether the tree still answers so. */
    boolean areStill(Map<SourcePath, Optional<SourcePath>> answers) throws SourceException {
        for (Map.Entry<SourcePath, Optional<SourcePath>> one : answers.entrySet()) {
            if (!one.getValue().equals(find(one.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The directory that a path names: from the root of the repository or, for artifacts that hold a part of it, from the
     * nearest directory above the file in which there is one. Null when there is none.
     *
     * @param isPart whether the source may hold a part of the repository only
     */
    @Nullable SourcePath named(String written, SourcePath file, boolean isPart) throws SourceException {
        String relative = written.replaceFirst("^/+", "");
        if (written.contains("${")) {
            return null;
        }
        SourcePath from = SourcePath.ROOT;
        SourcePath above = file.parent();
        while (true) {
            SourcePath found = below(from, relative.isEmpty() ? "." : relative);
            if (found != null || !isPart || above.isRoot()) {
                return found;
            }
            from = above;
            above = above.parent();
        }
    }

    private @Nullable SourcePath below(SourcePath from, String relative) throws SourceException {
        SourcePath path;
        try {
            path = from.resolve(relative);
        } catch (SourceException e) {
            // leads out of the repository
            return null;
        }
        if (kustomizations.contains(path)) {
            return path;
        }
        Optional<SourcePath> found = find(path);
        asked.put(path, found);
        return found.orElse(null);
    }

    private Optional<SourcePath> find(SourcePath path) throws SourceException {
        try {
            return tree.find(path).filter(SourceEntry::isDirectory).map(SourceEntry::path);
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
