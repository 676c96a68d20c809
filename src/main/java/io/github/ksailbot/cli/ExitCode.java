package io.github.ksailbot.cli;

import io.github.ksailbot.engine.verdict.Verdict;

/** What the process tells a pipeline. */
final class ExitCode {
    static final int CLEAN = 0;
    static final int FINDINGS = 1;
    static final int COULD_NOT_CHECK = 2;

    private ExitCode() {}

    static int of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> CLEAN;
            case FAILED -> FINDINGS;
            case COULD_NOT_CHECK -> COULD_NOT_CHECK;
        };
    }
}
