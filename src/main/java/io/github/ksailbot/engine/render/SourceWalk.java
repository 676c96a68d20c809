package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Collects YAML files and kustomization files below the source directories, in order of their paths. */
final class SourceWalk {
    /** More YAML files than this are not looked at; a finding says so. */
    static final int MAX_FILES = 50_000;

    /** More directories than this are not looked at: a commit of a few kilobytes can spell millions. */
    static final int MAX_DIRECTORIES = 50_000;

    private final SourceTree tree;
    private final int maxFiles;
    private final int maxDirectories;
    private final Set<SourcePath> files = new TreeSet<>();
    private final Set<SourcePath> kustomizations = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<SourcePath> visited = new HashSet<>();

    SourceWalk(SourceTree tree) {
        this(tree, MAX_FILES, MAX_DIRECTORIES);
    }

    SourceWalk(SourceTree tree, int maxFiles, int maxDirectories) {
        this.tree = tree;
        this.maxFiles = maxFiles;
        this.maxDirectories = maxDirectories;
    }

    Set<SourcePath> files() {
        return files;
    }

    Set<SourcePath> kustomizations() {
        return kustomizations;
    }

    List<Finding> findings() {
        return findings;
    }

    void descend(SourcePath directory) {
        List<SourcePath> pending = new ArrayList<>(List.of(directory));
        while (!pending.isEmpty()) {
            if (files.size() >= maxFiles || visited.size() >= maxDirectories) {
                stop(directory);
                return;
            }
            SourcePath next = pending.remove(pending.size() - 1);
            if (visited.add(next)) {
                look(next, pending);
            }
        }
    }

    private void stop(SourcePath directory) {
        Finding finding = Finding.unchecked(
                "source/limit",
                "More than %d YAML files or %d directories lie in the source directories; the rest was not looked at."
                        .formatted(maxFiles, maxDirectories),
                Origin.of(directory.isRoot() ? "." : directory.value(), 1, 1));
        findings.add(finding);
    }

    private void look(SourcePath directory, List<SourcePath> pending) {
        List<SourceEntry> entries;
        try {
            List<String> names = tree.names(directory);
            if (names.contains("Chart.yaml")) {
                return;
            }
            entries = tree.list(directory);
        } catch (SourceException e) {
            // A missing source directory is a finding of the environment's discovery already.
            if (e.reason() != SourceException.Reason.MISSING) {
                findings.add(Finding.unchecked(
                        "source/unreadable",
                        "The directory `" + directory + "` cannot be read: " + e.getMessage() + ".",
                        null));
            }
            return;
        }
        for (SourceEntry entry : entries) {
            String name = entry.path().name();
            if (name.startsWith(".")) {
                continue;
            }
            if (entry.isDirectory()) {
                pending.add(entry.path());
            } else if (KustomizationFiles.isFileName(name)) {
                kustomizations.add(entry.path());
            } else if (isYaml(name) && !isKsailFile(directory, name)) {
                files.add(entry.path());
            }
        }
    }

    private static boolean isYaml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    private static boolean isKsailFile(SourcePath directory, String name) {
        return directory.isRoot() && name.startsWith("ksail.");
    }
}
