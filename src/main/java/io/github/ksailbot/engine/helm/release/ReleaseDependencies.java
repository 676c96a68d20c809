package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code dependsOn} between HelmReleases: one that waits for what never comes is never installed.
 *
 * <p>Findings: {@code helm/depends-on}.
 */
final class ReleaseDependencies {
    private final Map<ObjectKey, HelmRelease> releases = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    ReleaseDependencies(List<HelmRelease> releases) {
        releases.forEach(release -> this.releases.put(release.key(), release));
    }

    List<Finding> findings() {
        for (HelmRelease release : releases.values()) {
            for (MappingNode reference : release.dependsOn()) {
                ObjectKey key = key(release, reference);
                if (!releases.containsKey(key)) {
                    findings.add(missing(release, reference, key));
                } else if (leadsBack(key, release.key())) {
                    findings.add(circle(release, reference, key));
                }
            }
        }
        return findings;
    }

    private static ObjectKey key(HelmRelease release, MappingNode reference) {
        return ObjectKey.of(reference, "HelmRelease", release.namespace());
    }

    private boolean leadsBack(ObjectKey from, ObjectKey to) {
        Set<ObjectKey> seen = new HashSet<>(Set.of(from));
        Deque<ObjectKey> queue = new ArrayDeque<>(seen);
        while (!queue.isEmpty()) {
            ObjectKey next = queue.remove();
            if (next.equals(to)) {
                return true;
            }
            HelmRelease release = releases.get(next);
            if (release != null) {
                release.dependsOn().stream()
                        .map(reference -> key(release, reference))
                        .filter(seen::add)
                        .forEach(queue::add);
            }
        }
        return false;
    }

    private static Finding missing(HelmRelease release, MappingNode reference, ObjectKey key) {
        return Finding.warning(
                        "helm/depends-on",
                        "`%s` waits for the %s, which nothing here applies.".formatted(release.name(), key),
                        reference.origin())
                .about(release.manifest().id(), "spec.dependsOn")
                .withFix("Correct the name or the namespace; Flux installs this one only when that one is ready.");
    }

    private static Finding circle(HelmRelease release, MappingNode reference, ObjectKey key) {
        return Finding.error(
                        "helm/depends-on",
                        "`%s` waits for `%s`, which waits for it in the end: neither is ever installed."
                                .formatted(release.name(), key.path()),
                        reference.origin())
                .about(release.manifest().id(), "spec.dependsOn")
                .withFix("Take one of them out of the circle.");
    }
}
