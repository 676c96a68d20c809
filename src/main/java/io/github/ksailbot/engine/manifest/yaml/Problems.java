package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the findings of one file; stops its reading when nobody would read on. */
final class Problems {
    private static final int MOST = 200;

    private final List<Finding> findings = new ArrayList<>();

    void add(Finding finding) {
        findings.add(finding);
        Origin origin = finding.origin();
        if (findings.size() >= MOST && origin != null) {
            throw new YamlStop(Budget.over(MOST, "mistakes in its YAML", origin));
        }
    }

    void addLast(Finding finding) {
        findings.add(finding);
    }

    /** In file order. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Problems::location));
        return sorted;
    }

    private static Location location(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? Location.ofFile("") : origin.location();
    }
}
