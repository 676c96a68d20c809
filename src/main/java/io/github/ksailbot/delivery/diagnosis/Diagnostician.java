package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Finds out why a cluster does not run what was delivered, for Flux and Argo CD alike. It is help, not a check: it has a
 * budget of its own, leaves out what it cannot see, and never fails.
 */
public final class Diagnostician {
    /** For all of it, whatever time the delivery itself had. */
    public static final Duration BUDGET = Duration.ofSeconds(15);

    private final ClusterApi api;
    private final Clock clock;
    private final Redactor redactor;
    private final Duration budget;

    /** @param api not closed by this */
    public Diagnostician(ClusterApi api, Clock clock, Redactor redactor) {
        this(api, clock, redactor, BUDGET);
    }

    Diagnostician(ClusterApi api, Clock clock, Redactor redactor, Duration budget) {
        this.api = api;
        this.clock = clock;
        this.redactor = redactor;
        this.budget = budget;
    }

    /**
     * Looks at the cluster.
     *
     * @param ended a reconciliation that did not converge
     * @param origins where an object's manifest was written. Group and version of what it is asked for may be empty, as
     *     messages name objects by kind, namespace and name
     * @return what was found out in time
     */
    public Diagnosis diagnose(Reconciliation ended, Function<ResourceId, Optional<Origin>> origins) {
        Investigation investigation = new Investigation(api, clock.instant(), redactor, ended.resources(), origins);
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "diagnosis");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<?> running = worker.submit(investigation::run);
            running.get(budget.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // what was found before is still worth telling
        } finally {
            worker.shutdownNow();
        }
        return investigation.result();
    }
}
