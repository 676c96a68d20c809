package io.github.ksailbot.engine.verdict;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifests of files that no environment reaches: their findings are with those of the settings.
 *
 * @param counts of the head's manifests
 * @param skippedKinds kinds without a schema, as {@code apiVersion Kind}, with the number of their manifests
 */
public record LooseManifests(EnvironmentReport.Counts counts, SortedMap<String, Integer> skippedKinds) {
    public static final LooseManifests NONE =
            new LooseManifests(new EnvironmentReport.Counts(0, 0, 0, 0), new TreeMap<>());
}
