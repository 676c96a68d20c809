package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.flux.FluxJudge.Question;
import io.github.ksailbot.delivery.flux.FluxVerdict.Outcome;
import io.github.ksailbot.delivery.reconcile.AttemptLoop;
import io.github.ksailbot.delivery.reconcile.ChangedProgress;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.reconcile.Waiting;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.delivery.retry.RetryPredicate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One attempt to make Flux run what was delivered. */
final class Attempt implements AttemptLoop.Attempt {
    /** How long a wish to stop may go unheard. */
    private static final Duration SLICE = Duration.ofMillis(100);

    private final ClusterApi api;
    private final Clock clock;
    private final Redactor redactor;
    private final Timings timings;
    private final Goal goal;
    private final ReconcileOptions options;
    private final ChangedProgress progress;
    private final AttemptLoop loop;

    private final List<String> notes = new ArrayList<>();
    private final Patience patience;
    private final Triggers triggers;
    private final ReleaseRecovery recovery;
    private final FluxJudge judge;
    private final Instant deadline;
    private boolean aligned;
    private boolean repaired;
    private @Nullable FluxWatch watch;
    private @Nullable FluxVerdict last;

    /** @param isFirst whether this process has not tried before: another one may have, which was killed */
    Attempt(
            ClusterApi api,
            Clock clock,
            Redactor redactor,
            Timings timings,
            Waiting waiting,
            Goal goal,
            ReconcileOptions options,
            boolean isFirst,
            Progress progress,
            BooleanSupplier cancelled) {
        this.api = api;
        this.clock = clock;
        this.redactor = redactor;
        this.timings = timings;
        this.goal = goal;
        this.options = options;
        this.progress = new ChangedProgress(progress);
        this.loop = new AttemptLoop(clock, waiting, SLICE, cancelled);
        this.patience = new Patience(clock.instant());
        this.triggers = new Triggers(api, goal, timings, options.holder(), isFirst);
        this.recovery = new ReleaseRecovery(api, timings, options.holder(), notes);
        this.judge = new FluxJudge(timings, redactor);
        this.deadline = clock.instant().plus(options.timeout());
    }

    Reconciliation run() {
        try (FluxWatch opened = new FluxWatch(api, clock, timings.resync())) {
            watch = opened;
            Reconciliation ended = loop.run(this, opened.watch(), deadline);
            recovery.end(clock, Pause.SLEEP);
            if (!opened.narrowed().isEmpty()) {
                notes.add("Only " + FluxNames.NAMESPACE + " was looked at: the bot's account may not list "
                        + String.join(", ", opened.narrowed()) + " elsewhere.");
            }
            return withNotes(ended);
        } finally {
            recovery.end(clock, Pause.SLEEP);
        }
    }

    @Override
    public @Nullable Reconciliation look(Instant now) throws ApiException {
        patience.at(now);
        FluxVerdict verdict = verdict(Objects.requireNonNull(watch, "not run"), now);
        last = verdict;
        progress.report(verdict.doing(), verdict.resources());
        return switch (verdict.outcome()) {
            case WAIT -> null;
            case DONE -> new Reconciliation(verdict.convergence(), verdict.resources(), verdict.notes(), null);
            case FAILED -> failed(verdict, sentence(verdict.cause()));
        };
    }

    @Override
    public void unanswered(String doing) {
        progress.report(doing, progress.resources());
    }

    private FluxVerdict verdict(FluxWatch watch, Instant now) throws ApiException {
        watch.refresh();
        FluxState state = watch.state();
        if (!watch.isInstalled()) {
            boolean over = patience.isOver("installed", timings.appearance());
            return new FluxVerdict(
                    over ? Outcome.FAILED : Outcome.WAIT,
                    Convergence.UNKNOWN,
                    "Waiting for Flux",
                    "the cluster does not serve kustomize.toolkit.fluxcd.io/v1: Flux is not installed, or older than"
                            + " 2.3",
                    List.of(),
                    List.of());
        }
        align(state);
        Scope scope = Scope.of(state, goal);
        triggers.step(scope, state, options.exclude(), now);
        if (hasBegun(scope)) {
            recovery.step(scope, options.exclude(), patience);
            triggers.healed(recovery.healed(scope), scope, now);
        }
        Question question =
                new Question(goal, options.exclude(), triggers.requests(), id -> isHealing(scope, id), repaired);
        return judge.judge(state, question, patience);
    }

    private void align(FluxState state) throws ApiException {
        SyncReference reference = goal.reference();
        if (!aligned && reference != null) {
            try {
                repaired = new SyncRepair(api, redactor, options.declared())
                        .align(state, reference, options.repairReference(), notes);
            } catch (ApiException e) {
                if (e.isTransient()) {
                    throw e;
                }
                notes.add("The sync reference could not be put right: " + e.getMessage());
            }
            notes.addAll(new UpkeepCheck(options.declared()).notes(state, reference.flux()));
        }
        aligned = true;
    }

    /** Releases are looked after once the sources hold what was delivered: it may have brought what they need. */
    private boolean hasBegun(Scope scope) {
        return !scope.sources().isEmpty()
                && scope.sources().stream().allMatch(source -> SourceJudge.holds(source, goal));
    }

    private boolean isHealing(Scope scope, FluxId id) {
        return hasBegun(scope)
                && scope.releases().stream()
                        .anyMatch(release -> release.id().equals(id) && recovery.isHealing(release));
    }

    private Reconciliation failed(FluxVerdict verdict, String message) {
        return new Reconciliation(
                verdict.convergence(),
                verdict.resources(),
                verdict.notes(),
                new Reconciliation.Failure(message, RetryPredicate.isRetryable(verdict.cause())));
    }

    @Override
    public Reconciliation timedOut() {
        String waited = "Timed out after " + Durations.text(options.timeout());
        FluxVerdict verdict = last;
        if (verdict == null) {
            return Reconciliation.unknown(waited + ".", true);
        }
        String cause = verdict.cause().isEmpty() ? verdict.doing() : verdict.cause();
        return failed(verdict, waited + ": " + sentence(cause));
    }

    @Override
    public Reconciliation unreachable(ApiException e, boolean retryable) {
        String message = redactor.redact(String.valueOf(e.getMessage()));
        return new Reconciliation(
                Convergence.UNKNOWN, progress.resources(), List.of(), new Reconciliation.Failure(message, retryable));
    }

    private Reconciliation withNotes(Reconciliation ended) {
        Set<String> all = new LinkedHashSet<>(notes);
        all.addAll(ended.notes());
        return new Reconciliation(
                ended.convergence(),
                ended.resources(),
                all.stream().map(redactor::redact).toList(),
                ended.failure());
    }

    private static String sentence(String cause) {
        return cause.endsWith(".") || cause.endsWith("…") ? cause : cause + ".";
    }
}
