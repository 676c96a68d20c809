package io.github.ksailbot.cli.delivery;

import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints how a push goes on, and keeps the attempts that failed for the report. */
final class PushAttempts implements PushProgress {
    private final PrintWriter err;
    private final List<FailedAttempt> failed = new ArrayList<>();

    PushAttempts(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void report(String doing) {
        err.println(Printable.of(doing));
        err.flush();
    }

    @Override
    public void failed(FailedAttempt attempt) {
        failed.add(attempt);
        report(attempt.announcement());
    }

    /** Those that another one followed. */
    List<FailedAttempt> failed() {
        return List.copyOf(failed);
    }
}
