package io.github.ksailbot.cli.delivery;

import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints what is being waited for when that changes, and each object once when it is through. */
final class ReconcileProgress implements Progress {
    private final PrintWriter err;
    private final Clock clock;
    private final Instant started;
    private final Map<String, Phase> shown = new HashMap<>();
    private final List<FailedAttempt> attempts = new ArrayList<>();
    private String doing = "";

    ReconcileProgress(PrintWriter err, Clock clock) {
        this.err = err;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public void failed(FailedAttempt attempt, List<ResourceState> resources) {
        attempts.add(attempt);
        report(attempt.announcement(), resources);
    }

    /** Those that failed and that another one followed. */
    List<FailedAttempt> attempts() {
        return List.copyOf(attempts);
    }

    @Override
    public void report(String now, List<ResourceState> resources) {
        for (ResourceState resource : resources) {
            String name = resource.kind() + " " + resource.namespace() + "/" + resource.name();
            Phase before = shown.put(name, resource.phase());
            boolean through = resource.phase() == Phase.READY || resource.phase() == Phase.FAILED;
            if (through && before != resource.phase()) {
                boolean ready = resource.phase() == Phase.READY;
                say((ready ? "  ✔ " : "  ✗ ") + name + (ready ? " is ready [" : " has failed [") + passed() + "]");
            }
        }
        if (!now.equals(doing)) {
            doing = now;
            say("► " + now);
        }
    }

    private String passed() {
        return Duration.between(started, clock.instant()).toSeconds() + " s";
    }

    private void say(String line) {
        err.println(Printable.of(line));
        err.flush();
    }
}
