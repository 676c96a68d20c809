package io.github.ksailbot.cli.console;

import io.github.ksailbot.engine.verdict.Verdict;

/** What the process tells a pipeline. */
public final class ExitCode {
    public static final int CLEAN = 0;
    public static final int FINDINGS = 1;
    public static final int COULD_NOT_CHECK = 2;

    private ExitCode() {}

    public static int of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> CLEAN;
            case FAILED -> FINDINGS;
            case COULD_NOT_CHECK -> COULD_NOT_CHECK;
        };
    }
}
