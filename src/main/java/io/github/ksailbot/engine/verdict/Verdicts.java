package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From findings to a verdict. */
public final class Verdicts {

    /** Errors that say that a part could not be looked at, not that it is wrong. */
    private static final Set<RuleId> UNJUDGED = Stream.of(
                    "kustomize/not-rendered",
                    "kustomize/remote-resource",
                    "kustomize/helm-not-rendered",
                    "kustomize/plugin-refused",
                    "source/unreadable",
                    "source/limit")
            .map(RuleId::of)
            .collect(Collectors.toUnmodifiableSet());

    private Verdicts() {}

    /** A mistake fails, whatever else could not be looked at; something unjudged is never green. */
    public static Verdict of(Collection<Finding> findings) {
        Verdict verdict = Verdict.PASSED;
        for (Finding finding : findings) {
            if (finding.severity() != Severity.ERROR) {
                continue;
            }
            if (!UNJUDGED.contains(finding.rule())) {
                return Verdict.FAILED;
            }
            verdict = Verdict.COULD_NOT_CHECK;
        }
        return verdict;
    }
}
