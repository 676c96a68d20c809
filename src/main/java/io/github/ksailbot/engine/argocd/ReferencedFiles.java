package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that a source names: relative to its path, to the root of the repository, or to the root of another source of the same
 * Application by {@code $name}.
 */
final class ReferencedFiles {
    private final SourceTree tree;
    private final SourcePath directory;
    private final SourcePath root;
    private final Map<String, ApplicationSource> references;
    private final OwnRepository repository;
    private final @Nullable Chart fetched;

    /**
     * @param directory of the source
     * @param root of its repository
     * @param references sources by the names that stand for them
     * @param fetched the chart that the source is, when that is not in the repository: then its files are meant
     */
    ReferencedFiles(
            SourceTree tree,
            SourcePath directory,
            SourcePath root,
            Map<String, ApplicationSource> references,
            OwnRepository repository,
            @Nullable Chart fetched) {
        this.tree = tree;
        this.directory = directory;
        this.root = root;
        this.references = references;
        this.repository = repository;
        this.fetched = fetched;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Found(String path, OriginFile file, byte[] content) {}

    /**
     * The files of a list of names and patterns, each once. A file that is named itself stands where it is named and no pattern
     * brings it earlier.
     *
     * @param named as they are written
     */
    List<Found> all(List<ScalarNode> named, BuildEnvironment environment, boolean ignoresMissing)
            throws RenderFailure, NotRendered, SourceException {
        Set<String> exact = new HashSet<>();
        for (ScalarNode name : named) {
            Located located = located(name.text(), environment);
            if (!located.isPattern()) {
                exact.add(located.path().value());
            }
        }
        Map<String, Found> found = new LinkedHashMap<>();
        for (ScalarNode name : named) {
            Located located = located(name.text(), environment);
            for (Found file : found(located, name, ignoresMissing)) {
                if (!located.isPattern() || !exact.contains(file.path())) {
                    found.putIfAbsent(file.path(), file);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** One file. */
    Found one(ScalarNode name, BuildEnvironment environment) throws RenderFailure, NotRendered, SourceException {
        return found(located(name.text(), environment), name, false).get(0);
    }

    /**
     * Where files are.
     *
     * @param text what was asked for, after substitution
     * @param path from the root of the repository, or of the chart that was fetched
     */
    private record Located(String text, SourcePath path, boolean isFetched, boolean isPattern) {}

    private List<Found> found(Located located, ScalarNode name, boolean ignoresMissing)
            throws RenderFailure, SourceException {
        List<Found> found = located.isFetched() && fetched != null ? inChart(fetched, located) : inTree(located, name);
        if (found.isEmpty() && !ignoresMissing) {
            String reference = reference(name.text());
            throw new RenderFailure(Finding.error(
                            "argocd/missing-file",
                            "There is no file `%s`, which the values come from.".formatted(located.text())
                                    + (reference.isEmpty() || references.containsKey(reference)
                                            ? ""
                                            : " No source has the `ref: %s`.".formatted(reference)),
                            name.origin())
                    .withFix("Correct the path, or set `ignoreMissingValueFiles: true`."));
        }
        return found;
    }

    private List<Found> inTree(Located located, ScalarNode name) throws RenderFailure, SourceException {
        List<Found> found = new ArrayList<>();
        try {
            List<SourcePath> paths =
                    located.isPattern() ? new PathPattern(tree, true).paths(located.path()) : List.of(located.path());
            for (SourcePath path : paths) {
                Optional<SourceEntry> entry = tree.find(path);
                if (entry.filter(SourceEntry::isDirectory).isPresent()) {
                    throw new RenderFailure(Finding.error(
                                    "argocd/missing-file",
                                    "`%s` is a directory, and Helm takes no values from it.".formatted(path),
                                    name.origin())
                            .withFix("Name files only: `*.yaml` rather than `**`."));
                }
                if (entry.filter(SourceEntry::isFile).isPresent()) {
                    found.add(new Found(
                            path.value(), OriginFile.of(entry.get().path().value()), tree.read(path)));
                }
            }
        } catch (GlobException e) {
            throw new RenderFailure(Finding.error(
                    "argocd/pattern", "`%s` is no pattern: %s.".formatted(name.text(), e.getMessage()), name.origin()));
        }
        return found;
    }

    private static List<Found> inChart(Chart chart, Located located) {
        ChartFile file = chart.file(located.path().value());
        return file == null ? List.of() : List.of(new Found(located.path().value(), file.place(), file.content()));
    }

    /** The name between a dollar sign and the first slash; empty where there is none. */
    private static String reference(String written) {
        int slash = written.indexOf('/');
        return written.startsWith("$") ? written.substring(1, slash < 0 ? written.length() : slash) : "";
    }

    private Located located(String written, BuildEnvironment environment) throws NotRendered, SourceException {
        String reference = reference(written);
        ApplicationSource source = references.get(reference);
        if (!reference.isEmpty() && source != null) {
            String elsewhere = repository.elsewhere(source.repoUrl(), source.revision());
            if (!elsewhere.isEmpty()) {
                throw NotRendered.elsewhere("it takes values by `$" + reference + "`, and " + elsewhere);
            }
            // the name goes first, so that no variable is taken for it
            String text =
                    environment.substituted(written.substring(Math.min(written.length(), reference.length() + 2)));
            return located(text, repository.root(source.repoUrl()).resolve(text.isEmpty() ? "." : text), false);
        }
        String text = environment.substituted(written);
        if (text.matches("[a-z][a-z0-9+.-]*://.*")) {
            throw NotRendered.beyond(
                    "it takes values from `%s`, and nothing outside of this repository is read"
                            .formatted(ApplicationSource.withoutCredentials(text)),
                    "");
        }
        SourcePath path = text.startsWith("/") ? root.resolve(text.replaceFirst("^/+", "")) : directory.resolve(text);
        return located(text, path, fetched != null);
    }

    private static Located located(String text, SourcePath path, boolean isFetched) {
        return new Located(text, path, isFetched, PathPattern.isOne(text));
    }
}
