package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.scan.gate.ScanGate;
import io.github.ksailbot.engine.scan.gate.ScanPlan;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.source.SourceTree;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scan gates of the environments of one change. */
final class EnvironmentScans {
    private EnvironmentScans() {}

    /**
     * Both sides' settings.
     *
     * @param settings whose settings count
     * @param trusted environments as that tree declares them
     * @param head what is judged
     * @param proposed environments as the head declares them
     */
    record Trees(SourceTree settings, Environments trusted, SourceTree head, Environments proposed) {}

    /**
     * Null when neither side asks for a scan.
     *
     * @param variables what {@code ${VAR}} in a ksail file stands for
     */
    static @Nullable ScanVerdict judge(
            EnvironmentName name,
            Trees trees,
            Map<String, String> variables,
            ScanGate.Side head,
            ScanGate.@Nullable Side base,
            Instant now) {
        ScanPlan trusted = ScanPlan.read(trees.settings(), named(trees.trusted(), name), variables);
        ScanPlan proposed = trees.head() == trees.settings()
                ? trusted
                : ScanPlan.readProposed(trees.head(), named(trees.proposed(), name), variables, trusted);
        return trusted.isAsked() || proposed.isAsked() ? ScanGate.judge(trusted, proposed, head, base, now) : null;
    }

    private static @Nullable Environment named(Environments environments, EnvironmentName name) {
        return environments.environments().stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
