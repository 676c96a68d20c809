package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Waits for Argo CD itself before its time to work begins. It opens in any case: whoever may not look at the workloads, or
 * runs Argo CD elsewhere, is only told.
 */
final class ControlPlaneGate {
    private final ClusterApi api;
    private final Clock clock;
    private final ArgoCdTimings timings;
    private final Waiting waiting;

    ControlPlaneGate(ClusterApi api, Clock clock, ArgoCdTimings timings, Waiting waiting) {
        this.api = api;
        this.clock = clock;
        this.timings = timings;
        this.waiting = waiting;
    }

    /** @param notes takes why it was not waited for any longer */
    void pass(Duration timeout, Progress progress, BooleanSupplier cancelled, List<String> notes)
            throws InterruptedException {
        Duration budget = timeout.compareTo(timings.gate()) < 0 ? timeout : timings.gate();
        Instant end = clock.instant().plus(budget);
        String told = "";
        try (ArgoCdWatch watch = new ArgoCdWatch(
                api,
                clock,
                timings.resync(),
                ArgoCdNames.NAMESPACE,
                ArgoCdNames.DEPLOYMENTS,
                ArgoCdNames.STATEFUL_SETS)) {
            while (true) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("The reconciliation was cancelled.");
                }
                String trouble = look(watch);
                if (trouble.isEmpty()) {
                    return;
                }
                if (!clock.instant().isBefore(end)) {
                    notes.add("Argo CD's control plane is not fully ready, went on: " + trouble + ".");
                    return;
                }
                if (!trouble.equals(told)) {
                    progress.report("Waiting for Argo CD: " + trouble, List.of());
                    told = trouble;
                }
                waiting.await(watch.watch(), timings.slice());
            }
        } catch (ApiException e) {
            notes.add("Argo CD's control plane could not be looked at, went on: " + e.getMessage());
        }
    }

    private static String look(ArgoCdWatch watch) throws ApiException {
        try {
            watch.refresh();
        } catch (ApiException e) {
            if (!e.isTransient()) {
                throw e;
            }
            return "the API server does not answer";
        }
        return String.join(", ", ControlPlane.missing(watch.objects()));
    }
}
