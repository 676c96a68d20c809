package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which kustomizations of a repository include which, whatever they include more. */
final class KustomizationIncludes {
    /** What may be followed, all questions together: what is beyond it counts as not included. */
    private static final int MAX_INCLUDES = 500_000;

    private final Map<SourcePath, KustomizationDirectory> kustomizations;
    private int budget = MAX_INCLUDES;

    KustomizationIncludes(Map<SourcePath, KustomizationDirectory> kustomizations) {
        this.kustomizations = Map.copyOf(kustomizations);
    }

    /** A directory with all that kustomizations in it include. */
    Set<SourcePath> closure(SourcePath path) {
        Set<SourcePath> closure = new HashSet<>(Set.of(path));
        List<SourcePath> pending = new ArrayList<>(below(path));
        while (!pending.isEmpty() && budget > 0) {
            KustomizationDirectory next = kustomizations.get(pending.remove(pending.size() - 1));
            if (next != null) {
                for (SourcePath included : next.includes()) {
                    if (closure.add(included)) {
                        budget--;
                        pending.add(included);
                    }
                }
            }
        }
        return closure;
    }

    private List<SourcePath> below(SourcePath path) {
        return kustomizations.keySet().stream()
                .filter(directory -> directory.isWithin(path))
                .toList();
    }

    /** The kustomization that includes a directory, over others too; the directory itself when none does. */
    SourcePath including(SourcePath directory) {
        SourcePath at = directory;
        Set<SourcePath> seen = new HashSet<>();
        while (seen.add(at)) {
            SourcePath below = at;
            at = kustomizations.values().stream()
                    .filter(other -> other.includes().contains(below) && !seen.contains(other.path()))
                    .map(KustomizationDirectory::path)
                    .min(SourcePath::compareTo)
                    .orElse(at);
        }
        return at;
    }
}
