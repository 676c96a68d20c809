package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.flux.SourceReference;
import io.github.ksailbot.engine.helm.chart.Chart;

/** What became of the search for a release's chart. */
sealed interface ReleaseChart {
    record Found(Chart chart) implements ReleaseChart {}

    /**
     * A chart that is not in the repository, and not to be had.
     *
     * @param reason end of a sentence
     * @param fix what the operator or the author can do; empty for nothing
     */
    record Elsewhere(String reason, String fix) implements ReleaseChart {}

    /**
     * A chart whose source nothing in the environment declares.
     *
     * @param reason end of a sentence
     */
    record Undeclared(String reason, SourceReference reference, String fix) implements ReleaseChart {}

    /** The repository is wrong, or the chart could not be read. */
    record Broken(Finding finding) implements ReleaseChart {}
}
