package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Finding;
import java.util.List;

/** What nobody could render, since only another place knows it: what it brings to the cluster, no scan looks at. */
public final class Unseen {
    private Unseen() {}

    /**
     * One sentence for each chart or source of another place.
     *
     * @param findings of rendering, see {@link Finding#isUnseen}
     */
    public static List<String> of(List<Finding> findings) {
        return findings.stream()
                .filter(Finding::isUnseen)
                .map(Finding::message)
                .distinct()
                .toList();
    }
}
