package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Newness;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.generate.GeneratedNames;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.StablePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings of both sides of a change, compared. */
final class JudgedFindings {
    private static final Comparator<JudgedFinding> ORDER = Comparator.comparing(
                    (JudgedFinding judged) -> !judged.isNew())
            .thenComparing(judged -> judged.finding().severity())
            .thenComparing(judged -> location(judged.finding()))
            .thenComparing(judged -> judged.finding().rule())
            .thenComparing(judged -> judged.finding().message());

    /** Of more than these the first stands for the others. */
    private static final int MAX_OF_A_NAME = 16;

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
            Map<ResourceId, List<NamedManifest>> named = named();
            return findings.stream()
                    .map(finding -> List.of(FindingKey.of(finding, manifest(finding, named))))
                    .toList();
        }

        private Map<ResourceId, List<NamedManifest>> named() {
            Map<ResourceId, List<NamedManifest>> named = new HashMap<>();
            for (Finding finding : findings) {
                if (finding.resource() != null) {
                    named.putIfAbsent(finding.resource(), new ArrayList<>(1));
                }
            }
            for (Manifest manifest : named.isEmpty() ? List.<Manifest>of() : manifests) {
                List<NamedManifest> same = named.get(manifest.id());
                if (same != null && same.size() < MAX_OF_A_NAME) {
                    same.add(NamedManifest.of(manifest));
                }
            }
            return named;
        }

        /** The one that has the finding's place, where several parts bring a resource of one name. */
        private static @Nullable NamedManifest manifest(Finding finding, Map<ResourceId, List<NamedManifest>> named) {
            ResourceId id = finding.resource();
            List<NamedManifest> same = id == null ? List.of() : named.getOrDefault(id, List.of());
            Origin origin = finding.origin();
            if (same.size() > 1 && origin != null) {
                List<String> steps = StablePath.steps(finding.field());
                for (NamedManifest one : same) {
                    if (StablePath.passes(one.manifest().root(), steps, origin.location())) {
                        return one;
                    }
                }
            }
            return same.isEmpty() ? null : same.get(0);
        }
    }

    /**
     * A manifest that findings are about.
     *
     * @param name without the hash of its content, which takes long to tell from a name
     */
    record NamedManifest(Manifest manifest, String name) {
        static NamedManifest of(Manifest manifest) {
            return new NamedManifest(manifest, GeneratedNames.withoutHash(manifest));
        }
    }

    private static Location location(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? Location.ofFile("") : origin.location();
    }
}
