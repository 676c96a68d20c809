package io.github.ksailbot.engine.helm.chart;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;

/**
 * A file of a chart.
 *
 * @param content must not be changed
 * @param place where it was read: the file of the repository, or what was fetched; for a file of an archive the archive
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody: a chart is, by its digest
public record ChartFile(byte[] content, OriginFile place) {
    /** Where it begins. */
    public Origin origin() {
        return Origin.of(place, 1, 1);
    }
}
