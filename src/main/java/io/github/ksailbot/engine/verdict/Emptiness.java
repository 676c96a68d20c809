package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.LooseFiles;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import java.util.Optional;

/** A verdict on nothing looks like a good one; these findings say that there was nothing. */
final class Emptiness {
    private Emptiness() {}

    /** An environment that has somewhere to render from, and renders nothing, without a mistake that explains it. */
    static Optional<Finding> of(Closure closure) {
        Environment environment = closure.environment();
        if (environment.entries().isEmpty()
                || !closure.manifests().isEmpty()
                || Verdicts.of(closure.findings()) != Verdict.PASSED) {
            return Optional.empty();
        }
        SourcePath entry = environment.entries().get(0);
        Origin origin = closure.read().stream()
                .filter(file -> file.parent().equals(entry))
                .findFirst()
                .map(file -> Origin.of(file.value(), 1, 1))
                .orElse(null);
        return Optional.of(Finding.warning(
                        "environment/renders-nothing",
                        "The environment `" + environment.name() + "` renders no manifest at all from `" + entry + "`.",
                        origin)
                .withFix("Where the engine prunes, everything in its cluster would be deleted; make sure that"
                        + " this is meant."));
    }

    /** A tree in which there was nothing to judge, neither rendered nor loose. */
    static Optional<Finding> of(List<Closure> closures, LooseFiles.Loose loose) {
        boolean nothing = loose.manifests().isEmpty()
                && loose.patches().isEmpty()
                && loose.findings().isEmpty()
                && closures.stream()
                        .allMatch(closure -> closure.environment().entries().isEmpty()
                                && closure.environment().config() == null);
        return nothing
                ? Optional.of(new Finding(
                        RuleId.of("environment/nothing-found"),
                        Severity.NOTICE,
                        "No Kubernetes manifest was found, so that nothing was judged.",
                        null,
                        "",
                        null,
                        ""))
                : Optional.empty();
    }
}
