package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Newness;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Findings of both sides of a change, compared. */
final class JudgedFindings {
    private static final Comparator<JudgedFinding> ORDER = Comparator.comparing(
                    (JudgedFinding judged) -> !judged.isNew())
            .thenComparing(judged -> judged.finding().severity())
            .thenComparing(judged -> location(judged.finding()))
            .thenComparing(judged -> judged.finding().rule())
            .thenComparing(judged -> judged.finding().message());

    private JudgedFindings() {}

    /**
     * @param before findings of the merge base; null when there is nothing to compare with
     * @return new ones first, then by severity, file, line, column
     */
    static List<JudgedFinding> of(Found found, @Nullable Found before) {
        Newness<FindingKey> newness = Newness.since(before == null ? List.of() : before.keys());
        List<List<FindingKey>> keys = found.keys();
        List<JudgedFinding> judged = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            judged.add(new JudgedFinding(found.findings().get(i), newness.isNew(keys.get(i))));
        }
        judged.sort(ORDER);
        return List.copyOf(judged);
    }

    /** The same, and that what is called new here may have been there before: not all of the merge base could be rendered. */
    static List<JudgedFinding> withUnknownBase(List<JudgedFinding> judged) {
        List<JudgedFinding> more = new ArrayList<>(judged);
        more.add(new JudgedFinding(
                new Finding(
                        RuleId.of("base/not-rendered"),
                        Severity.NOTICE,
                        "Not everything of this environment could be rendered before this change, so that nobody knows"
                                + " which findings are new.",
                        null,
                        "",
                        null,
                        ""),
                true));
        more.sort(ORDER);
        return List.copyOf(more);
    }

    /**
     * Findings of one side.
     *
     * @param manifests that they may be about
     */
    record Found(List<Finding> findings, List<Manifest> manifests) {
        /** One list for each finding. */
        private List<List<FindingKey>> keys() {
            Set<ResourceId> wanted = new HashSet<>();
            findings.forEach(finding -> {
                if (finding.resource() != null) {
                    wanted.add(finding.resource());
                }
            });
            Map<ResourceId, Manifest> known = new HashMap<>();
            for (Manifest manifest : wanted.isEmpty() ? List.<Manifest>of() : manifests) {
                ResourceId id = manifest.id();
                if (wanted.contains(id)) {
                    known.putIfAbsent(id, manifest);
                }
            }
            return findings.stream()
                    .map(finding -> List.of(
                            FindingKey.of(finding, finding.resource() == null ? null : known.get(finding.resource()))))
                    .toList();
        }
    }

    private static Location location(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? Location.ofFile("") : origin.location();
    }
}
