package io.github.ksailbot.engine.helm.chart;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects a chart's files under the limits, and unpacks the archives among the charts that it depends on. */
final class ChartFiles {
    private static final int MAX_NESTING = 8;

    private final ChartLimits limits;
    private final SortedMap<String, ChartFile> files = new TreeMap<>();
    private long bytes;

    ChartFiles(ChartLimits limits) {
        this.limits = limits;
    }

    void add(String path, byte[] content, OriginFile place) throws ChartException {
        if (content.length > limits.fileBytes()) {
            throw ChartException.limit("`%s` has more than %d MiB".formatted(path, limits.fileBytes() >> 20), path);
        }
        bytes += content.length;
        if (files.size() >= limits.files()) {
            throw ChartException.limit("it has more than " + limits.files() + " files", "");
        }
        if (bytes > limits.bytes()) {
            throw ChartException.limit("it has more than " + (limits.bytes() >> 20) + " MiB", "");
        }
        files.put(path, new ChartFile(content, place));
    }

    /** How much more may be unpacked, a little less than the limits allow at most. */
    private ChartLimits left() {
        return new ChartLimits(
                Math.max(0, limits.files() - files.size()), limits.fileBytes(), Math.max(0, limits.bytes() - bytes));
    }

    SortedMap<String, ChartFile> unpacked() throws ChartException {
        for (int nesting = 0; nesting < MAX_NESTING; nesting++) {
            boolean isDone = true;
            for (String path : files.keySet().toArray(String[]::new)) {
                if (isArchive(path)) {
                    unpack(path);
                    isDone = false;
                }
            }
            if (isDone) {
                return files;
            }
        }
        throw ChartException.limit("it has charts in charts more than " + MAX_NESTING + " deep", "");
    }

    private void unpack(String path) throws ChartException {
        ChartFile archive = files.remove(path);
        bytes -= archive.content().length;
        SortedMap<String, byte[]> inside = ChartArchive.unpack(archive.content(), left());
        String directory = path.substring(0, path.lastIndexOf('/') + 1)
                + path.substring(path.lastIndexOf('/') + 1, path.length() - ".tgz".length()) + "/";
        for (Map.Entry<String, byte[]> entry : inside.entrySet()) {
            add(directory + entry.getKey(), entry.getValue(), inside(archive.place(), entry.getKey()));
        }
    }

    /** A line in an archive is none of the repository's: its findings point to the archive. */
    private static OriginFile inside(OriginFile archive, String path) {
        Origin by = archive.fetchedBy();
        return new OriginFile(archive.name() + "//" + path, by == null ? Origin.of(archive, 1, 1) : by);
    }

    private static boolean isArchive(String path) {
        int slash = path.lastIndexOf('/');
        return path.endsWith(".tgz")
                && slash > 0
                && (path.substring(0, slash + 1).equals(Chart.CHARTS)
                        || path.substring(0, slash + 1).endsWith("/" + Chart.CHARTS));
    }
}
