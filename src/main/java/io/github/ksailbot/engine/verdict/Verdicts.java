package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import java.util.Collection;

/** From findings to a verdict. */
public final class Verdicts {
    private Verdicts() {}

    /** A mistake fails, whatever else could not be looked at; something unjudged is never green. */
    public static Verdict of(Collection<Finding> findings) {
        Verdict verdict = Verdict.PASSED;
        for (Finding finding : findings) {
            if (finding.severity() != Severity.ERROR) {
                continue;
            }
            if (!finding.isUnchecked()) {
                return Verdict.FAILED;
            }
            verdict = Verdict.COULD_NOT_CHECK;
        }
        return verdict;
    }
}
