package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that a source names: relative to its path, to the root of the repository, or to the root of another source of the same
 * Application by {@code $name}.
 */
final class ReferencedFiles {
    private static final int MAX_FILES = 200;

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
    record Found(OriginFile file, byte[] content) {}

    /**
     * One file, or those of a pattern in their order.
     *
     * @param name as it is written
     * @param path after substitution
     */
    List<Found> find(ScalarNode name, String path, boolean ignoresMissing)
            throws RenderFailure, NotRendered, SourceException {
        if (path.matches("[a-z][a-z0-9+.-]*://.*")) {
            throw NotRendered.beyond(
                    "it takes values from `%s`, and nothing outside of this repository is read"
                            .formatted(ApplicationSource.withoutCredentials(path)),
                    "");
        }
        List<Found> found = fetched == null || path.startsWith("$") ? inTree(name, path) : inChart(fetched, path);
        if (found.isEmpty() && !ignoresMissing) {
            throw new RenderFailure(Finding.error(
                            "argocd/missing-file",
                            "There is no file `%s`, which the values come from.".formatted(path),
                            name.origin())
                    .withFix("Correct the path, or set `ignoreMissingValueFiles: true`."));
        }
        return found;
    }

    private List<Found> inTree(ScalarNode name, String path) throws RenderFailure, NotRendered, SourceException {
        SourcePath file = resolved(path);
        List<Found> found = new ArrayList<>();
        for (SourcePath one : isPattern(path) ? matching(file, name) : List.of(file)) {
            Optional<SourceEntry> entry = tree.find(one).filter(SourceEntry::isFile);
            if (entry.isPresent()) {
                found.add(new Found(OriginFile.of(entry.get().path().value()), tree.read(one)));
            }
        }
        return found;
    }

    private static List<Found> inChart(Chart chart, String path) {
        ChartFile file = chart.file(path.replaceFirst("^(\\./|/)+", ""));
        return file == null ? List.of() : List.of(new Found(file.place(), file.content()));
    }

    private SourcePath resolved(String path) throws NotRendered, SourceException {
        if (path.startsWith("$")) {
            int slash = path.indexOf('/');
            String reference = path.substring(1, slash < 0 ? path.length() : slash);
            ApplicationSource source = references.get(reference);
            if (source == null) {
                throw NotRendered.beyond("no source of it has the `ref: %s`".formatted(reference), "");
            }
            String elsewhere = repository.elsewhere(source.repoUrl(), source.revision());
            if (!elsewhere.isEmpty()) {
                throw NotRendered.elsewhere("it takes values by `$" + reference + "`, and " + elsewhere);
            }
            return repository.root(source.repoUrl()).resolve(slash < 0 ? "." : path.substring(slash + 1));
        }
        return path.startsWith("/") ? root.resolve(path.replaceFirst("^/+", "")) : directory.resolve(path);
    }

    private static boolean isPattern(String path) {
        return path.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    private List<SourcePath> matching(SourcePath pattern, ScalarNode name) throws RenderFailure, SourceException {
        List<SourcePath> found = new ArrayList<>();
        try {
            matching(SourcePath.ROOT, List.of(pattern.value().split("/", -1)), found);
        } catch (GlobException e) {
            throw new RenderFailure(Finding.error(
                    "argocd/pattern", "`%s` is no pattern: %s.".formatted(name.text(), e.getMessage()), name.origin()));
        }
        return found;
    }

    private void matching(SourcePath at, List<String> segments, List<SourcePath> found)
            throws GlobException, SourceException {
        if (segments.isEmpty() || found.size() >= MAX_FILES) {
            return;
        }
        List<String> rest = segments.subList(1, segments.size());
        boolean any = segments.get(0).equals("**");
        if (any) {
            matching(at, rest, found);
        }
        Glob glob = Glob.parse(segments.get(0), GlobSyntax.PATH);
        for (String name : tree.names(at)) {
            if (any || glob.matches(name)) {
                SourcePath below = at.child(name);
                boolean isDirectory =
                        tree.find(below).filter(SourceEntry::isDirectory).isPresent();
                if (isDirectory) {
                    matching(below, any ? segments : rest, found);
                } else if (rest.isEmpty() && !found.contains(below)) {
                    found.add(below);
                }
            }
        }
    }
}
