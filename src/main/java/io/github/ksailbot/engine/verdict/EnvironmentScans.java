package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.scan.ScanMemo;
import io.github.ksailbot.engine.scan.gate.ScanGate;
import io.github.ksailbot.engine.scan.gate.ScanPlan;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import io.github.ksailbot.engine.source.SourceTree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
     * Null when neither side asks for a scan. An environment that the trusted tree does not know takes the place of one that
     * the head no longer declares: otherwise another name would be a way around its settings.
     *
     * @param variables what {@code ${VAR}} in a ksail file stands for
     * @param base the merge base's closure of an environment; null when there is nothing to compare with
     * @param memo of resources that were scanned before
     */
    static @Nullable ScanVerdict judge(
            EnvironmentName name,
            Trees trees,
            Map<String, String> variables,
            ScanGate.Side head,
            @Nullable Function<EnvironmentName, ScanGate.Side> base,
            ScanMemo memo,
            Instant now) {
        Environment declared = named(trees.proposed(), name);
        Environment known = named(trees.trusted(), name);
        Environment former = known == null && declared != null ? former(declared, trees) : known;
        ScanPlan trusted = ScanPlan.read(trees.settings(), former, variables);
        boolean isChange = trees.head() != trees.settings();
        ScanPlan proposed = isChange ? ScanPlan.readProposed(trees.head(), declared, variables, trusted) : trusted;
        if (!trusted.isAsked() && !proposed.isAsked()) {
            return null;
        }
        ScanGate.Side before = base == null ? null : base.apply(former == null ? name : former.name());
        ScanVerdict verdict = ScanGate.judge(trusted, proposed, head, before, memo, now);
        if (isChange && before == null && trusted.settings().failOnNew() != null) {
            verdict = verdict.unchecked("The change has no commit in common with the base branch, so that nobody knows"
                    + " which findings are new.");
        }
        return former == null || former.name().equals(name)
                ? verdict
                : verdict.withSettingsChange("The environment `" + former.name() + "` is gone; `" + name
                        + "`, which is new, is judged by its settings.");
    }

    /** The environment that is gone, if several are, the one with an entry of the new one, or else the first. */
    private static @Nullable Environment former(Environment declared, Trees trees) {
        List<Environment> gone = trees.trusted().environments().stream()
                .filter(environment -> named(trees.proposed(), environment.name()) == null)
                .toList();
        return gone.stream()
                .filter(environment -> environment.entries().stream().anyMatch(declared.entries()::contains))
                .findFirst()
                .orElse(gone.isEmpty() ? null : gone.get(0));
    }

    private static @Nullable Environment named(Environments environments, EnvironmentName name) {
        return environments.environments().stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
