package io.github.ksailbot.engine.kustomize.work;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Ends a build at one of its limits. Unchecked, because it can happen wherever a node is touched; the build's session
 * catches it at the step that was running, and it never leaves the build.
 */
public final class LimitExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    private LimitExceeded(Finding finding) {
        super(finding.message(), null, false, false);
        this.finding = finding;
    }

    /**
     * @param message one sentence that names the limit
     * @param origin the line that costs so much; null when there is no such line
     * @param fix what to do
     */
    public static LimitExceeded of(String message, @Nullable Origin origin, String fix) {
        return new LimitExceeded(
                Finding.unchecked("kustomize/limit", message, origin).withFix(fix));
    }

    public Finding finding() {
        return finding;
    }
}
