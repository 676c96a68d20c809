package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.flux.FluxJudge.Question;
import io.github.ksailbot.delivery.flux.FluxVerdict.Outcome;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciler;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.delivery.reconcile.Waiting;
import io.github.ksailbot.delivery.redaction.Redactor;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Makes Flux in one cluster run what was delivered, for one delivery and one thread. */
public final class FluxReconciler implements Reconciler {
    private final ClusterApi api;
    private final Clock clock;
    private final Redactor redactor;
    private final Timings timings;
    private final Waiting waiting;
    private boolean hasTried;

    /** @param api closed with this */
    public FluxReconciler(ClusterApi api, Clock clock, Redactor redactor) {
        this(api, clock, redactor, Timings.DEFAULT, Waiting.FOR_EVENTS);
    }

    FluxReconciler(ClusterApi api, Clock clock, Redactor redactor, Timings timings, Waiting waiting) {
        this.waiting = waiting;
        this.api = api;
        this.clock = clock;
        this.redactor = redactor;
        this.timings = timings;
    }

    @Override
    public Reconciliation reconcile(Goal goal, ReconcileOptions options, Progress progress, BooleanSupplier cancelled) {
        boolean isFirst = !hasTried;
        hasTried = true;
        return new Attempt(api, clock, redactor, timings, waiting, goal, options, isFirst, progress, cancelled).run();
    }

    @Override
    public Reconciliation observe(Goal goal) {
        try (FluxWatch watch = new FluxWatch(api, clock, Timings.NONE.resync())) {
            watch.refresh();
            if (!watch.isInstalled()) {
                return Reconciliation.unknown("Flux is not installed in the cluster.", false);
            }
            Question question = new Question(goal, Set.of(), Map.of(), release -> false, false);
            FluxVerdict verdict =
                    new FluxJudge(Timings.NONE, redactor).judge(watch.state(), question, new Patience(clock.instant()));
            Reconciliation.Failure failure = verdict.outcome() == Outcome.DONE
                    ? null
                    : new Reconciliation.Failure(verdict.cause() + ".", verdict.outcome() == Outcome.WAIT);
            return new Reconciliation(convergence(verdict), verdict.resources(), verdict.notes(), failure);
        } catch (ApiException e) {
            return Reconciliation.unknown(redactor.redact(String.valueOf(e.getMessage())), e.isTransient());
        }
    }

    /** A source that has not looked since the delivery holds the revision before, and that is no failure. */
    private static Convergence convergence(FluxVerdict verdict) {
        boolean only = verdict.resources().stream()
                .filter(resource -> resource.phase() == Phase.FAILED)
                .allMatch(resource -> resource.reason().equals(SourceJudge.MISMATCH));
        boolean any = verdict.resources().stream().anyMatch(resource -> resource.phase() == Phase.FAILED);
        return any && only ? Convergence.BEHIND : verdict.convergence();
    }

    @Override
    public void close() {
        api.close();
    }
}
