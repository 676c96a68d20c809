package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.manifest.Manifest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A threshold that is reached only since there are more resources: those that failed before are no better than they were. */
final class Dilution {
    private Dilution() {}

    static List<String> warnings(Comparison comparison) {
        if (!comparison.isRising()
                || !comparison.before().isBelowThreshold()
                || comparison.after().isBelowThreshold()) {
            return List.of();
        }
        Set<Identity> known =
                comparison.bases().stream().map(comparison.identities()::of).collect(Collectors.toSet());
        List<Manifest> left = comparison.heads().stream()
                .filter(manifest -> known.contains(comparison.identities().of(manifest)))
                .toList();
        float score = comparison.score(left);
        return comparison.settings().isBelowThreshold(score)
                ? List.of(String.format(
                        Locale.ROOT,
                        "The score reaches the threshold of %.2f%%, but would be %.2f%% without what this change adds.",
                        comparison.settings().threshold(),
                        score))
                : List.of();
    }
}
