package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the findings that a change brings from those that were there before. */
final class Newness {
    private static final Comparator<JudgedFinding> ORDER = Comparator.comparing(
                    (JudgedFinding judged) -> !judged.isNew())
            .thenComparing(judged -> judged.finding().severity())
            .thenComparing(judged -> location(judged.finding()))
            .thenComparing(judged -> judged.finding().rule())
            .thenComparing(judged -> judged.finding().message());

    private Newness() {}

    /**
     * @param before findings of the merge base; null when there is nothing to compare with
     * @return new ones first, then by severity, file, line, column
     */
    static List<JudgedFinding> mark(List<Finding> findings, @Nullable List<Finding> before) {
        Map<FindingKey, Integer> known = new HashMap<>();
        if (before != null) {
            before.forEach(finding -> known.merge(FindingKey.of(finding), 1, Integer::sum));
        }
        List<JudgedFinding> judged = new ArrayList<>();
        for (Finding finding : findings) {
            // A mistake that is there twice now and was there once is new once.
            boolean isNew = known.merge(FindingKey.of(finding), -1, Integer::sum) < 0;
            judged.add(new JudgedFinding(finding, isNew));
        }
        judged.sort(ORDER);
        return List.copyOf(judged);
    }

    private static Location location(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? Location.ofFile("") : origin.location();
    }
}
