package io.github.ksailbot.engine.helm.chart;

import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.Visits;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** Reads a chart from a directory. Links are followed inside the repository; one that leads out of it is an error. */
public final class ChartFolder {
    private static final int MAX_DEPTH = 32;

    private final SourceTree tree;
    private final ChartLimits limits;
    private final UnaryOperator<OriginFile> places;

    public ChartFolder(SourceTree tree) {
        this(tree, ChartLimits.DEFAULT, UnaryOperator.identity());
    }

    /** @param places what a file of the tree is called in findings */
    public ChartFolder(SourceTree tree, ChartLimits limits, UnaryOperator<OriginFile> places) {
        this.tree = tree;
        this.limits = limits;
        this.places = places;
    }

    /** Whether a directory holds a chart. */
    public static boolean isOne(SourceTree tree, SourcePath directory) throws SourceException {
        return tree.find(directory.child(Chart.METADATA))
                .filter(SourceEntry::isFile)
                .isPresent();
    }

    /** @throws ChartException when there is no chart, or it cannot be read */
    public Chart read(SourcePath directory) throws ChartException {
        ChartFiles files = new ChartFiles(limits);
        collect(directory, "", 0, files, new Visits());
        return Chart.of(files.unpacked());
    }

    /** The files of a directory as they lie, with a path before their names. */
    SortedMap<String, ChartFile> files(SourcePath directory, String prefix) throws ChartException {
        ChartFiles files = new ChartFiles(limits);
        collect(directory, prefix, 0, files, new Visits());
        return files.unpacked();
    }

    private void collect(SourcePath directory, String prefix, int depth, ChartFiles files, Visits visits)
            throws ChartException {
        if (depth > MAX_DEPTH) {
            throw ChartException.limit("its directories lie more than " + MAX_DEPTH + " deep", prefix);
        }
        try {
            for (String name : tree.names(directory)) {
                String path = prefix + name;
                visits.count(directory.child(name));
                SourceEntry entry = tree.find(directory.child(name)).orElse(null);
                if (entry == null) {
                    throw ChartException.of("`" + path + "` is a link to what is not there", path);
                }
                if (entry.isDirectory()) {
                    collect(entry.path(), path + "/", depth + 1, files, visits);
                } else {
                    OriginFile place = places.apply(OriginFile.of(entry.path().value()));
                    files.add(path, tree.read(entry.path()), place);
                }
            }
        } catch (SourceException e) {
            String reason = e.getMessage() == null ? "it cannot be read" : e.getMessage();
            throw e.reason() == SourceException.Reason.TOO_LARGE
                    ? ChartException.limit(reason, prefix)
                    : ChartException.of(reason, prefix);
        }
    }
}
