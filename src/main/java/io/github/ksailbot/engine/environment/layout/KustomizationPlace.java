package io.github.ksailbot.engine.environment.layout;

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

/**
 * A directory with a kustomization, and what is known of it as long as the directory is the same.
 *
 * @param below directories in or below this one that it includes, links aside
 * @param elsewhere what else it includes, as it is written: what is there, or behind a link, may change
 */
record KustomizationPlace(SourcePath path, boolean isComponent, Set<SourcePath> below, List<String> elsewhere) {

    static KustomizationPlace of(SourceTree tree, SourcePath directory, KustomizationContent content) {
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
        return new KustomizationPlace(directory, content.isComponent(), Set.copyOf(below), List.copyOf(elsewhere));
    }

    /**
     * With all that it includes in a tree.
     *
     * @param known directories that are there
     */
    KustomizationDirectory directory(SourceTree tree, Set<SourcePath> known) {
        Set<SourcePath> included = new HashSet<>(below);
        for (String text : elsewhere) {
            SourcePath other = resolved(path, text);
            if (other != null && known.contains(other)) {
                included.add(other);
            } else if (other != null) {
                directoryAt(tree, other).ifPresent(included::add);
            }
        }
        return new KustomizationDirectory(path, isComponent, included);
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
    private static Optional<SourcePath> directoryAt(SourceTree tree, SourcePath path) {
        try {
            return tree.find(path).filter(SourceEntry::isDirectory).map(SourceEntry::path);
        } catch (SourceException e) {
            return Optional.empty();
        }
    }
}
