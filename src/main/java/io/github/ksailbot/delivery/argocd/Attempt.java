package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.argocd.Scope.Member;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.AttemptLoop;
import io.github.ksailbot.delivery.reconcile.ChangedProgress;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.Waiting;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.delivery.retry.RetryPredicate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One attempt to make Argo CD run what was delivered. */
final class Attempt implements AttemptLoop.Attempt {
    private static final String NARROWED = "Applications were looked for in the namespace " + ArgoCdNames.NAMESPACE
            + " only: the bot may not list them elsewhere.";

    private final ClusterApi api;
    private final Clock clock;
    private final Redactor redactor;
    private final ArgoCdTimings timings;
    private final Waiting waiting;
    private final Goal goal;
    private final ReconcileOptions options;
    private final ChangedProgress progress;
    private final BooleanSupplier cancelled;

    private final List<String> notes = new ArrayList<>();
    private final Memory memory = new Memory();
    private final Members members;
    private Instant quietSince = Instant.MIN;
    private Set<ObjectRef> lastMembers = Set.of();
    private boolean aligned;
    private Outlook outlook;
    private String trouble = "";
    private @Nullable ArgoCdWatch watch;

    Attempt(
            ClusterApi api,
            Clock clock,
            Redactor redactor,
            ArgoCdTimings timings,
            Waiting waiting,
            Goal goal,
            ReconcileOptions options,
            Progress progress,
            BooleanSupplier cancelled) {
        this.api = api;
        this.clock = clock;
        this.redactor = redactor;
        this.timings = timings;
        this.waiting = waiting;
        this.goal = goal;
        this.options = options;
        this.progress = new ChangedProgress(progress);
        this.cancelled = cancelled;
        this.members = new Members(api, timings, options.exclude(), memory);
        this.outlook = new Outlook(redactor);
    }

    Reconciliation run() {
        try {
            new ControlPlaneGate(api, clock, timings, waiting).pass(options.timeout(), progress, cancelled, notes);
        } catch (InterruptedException e) {
            throw AttemptLoop.interrupted();
        }
        // What the gate took is not taken from the time that the engine has.
        Instant deadline = clock.instant().plus(options.timeout());
        try (ArgoCdWatch opened = new ArgoCdWatch(api, clock, timings.resync(), "", ArgoCdNames.APPLICATIONS)) {
            watch = opened;
            return new AttemptLoop(clock, waiting, timings.slice(), cancelled).run(this, opened.watch(), deadline);
        }
    }

    @Override
    public @Nullable Reconciliation look(Instant now) throws ApiException {
        ArgoCdWatch opened = Objects.requireNonNull(watch, "not run");
        opened.refresh();
        return look(opened, now);
    }

    @Override
    public void unanswered(String doing) {
        tell(doing);
    }

    private @Nullable Reconciliation look(ArgoCdWatch watch, Instant now) throws ApiException {
        memory.begin(now);
        if (!watch.isServed()) {
            trouble = "the cluster does not serve argoproj.io/v1alpha1: Argo CD is not installed";
            tell("Waiting for Argo CD");
            return memory.isOver("installed", timings.appearance()) ? ended(Convergence.UNKNOWN, trouble, false) : null;
        }
        if (watch.isNarrowed() && !notes.contains(NARROWED)) {
            notes.add(NARROWED);
        }
        Collection<KubernetesObject> objects = watch.objects();
        if (!aligned) {
            align(objects);
        }
        Map<ObjectRef, KubernetesObject> byRef = new HashMap<>();
        objects.forEach(object -> byRef.put(object.ref(), object));
        Scope scope = Scope.of(objects.stream().map(ApplicationView::of).toList(), goal);
        members.ask(scope, now);
        outlook = new Outlook(redactor);
        for (Member member : scope.members()) {
            KubernetesObject object = byRef.get(member.app().ref());
            if (object != null) {
                outlook.put(member.app().ref(), members.judge(member, object, now));
            }
        }
        scope.missing().forEach(ref -> outlook.put(ref, Readiness.waiting("Missing", "it has not been created yet")));
        members.askAgain(scope, outlook, now);
        boolean none = scope.members().stream().noneMatch(Member::reads);
        boolean appeared = none && memory.isOver("none", timings.appearance());
        memory.end();
        if (none) {
            trouble = nobodyReads(scope, watch.isNarrowed());
            tell("Waiting for an Application");
            return appeared ? ended(Convergence.DIVERGED, trouble, false) : null;
        }
        trouble = outlook.cause();
        return conclude(scope, now);
    }

    private @Nullable Reconciliation conclude(Scope scope, Instant now) {
        if (outlook.firstFailed().isPresent()) {
            return ended(Convergence.DIVERGED, outlook.cause(), RetryPredicate.isRetryable(outlook.cause()));
        }
        Set<ObjectRef> all = new LinkedHashSet<>();
        scope.members().forEach(member -> all.add(member.app().ref()));
        if (!outlook.isOver() || !all.equals(lastMembers)) {
            lastMembers = all;
            quietSince = now;
        }
        tell(outlook.doing());
        if (!outlook.isOver()
                || (scope.generated() && quietSince.plus(timings.settle()).isAfter(now))) {
            return null;
        }
        notes.addAll(outlook.notes());
        if (!outlook.anyReady()) {
            return ended(Convergence.BEHIND, String.join(" ", nothingWaitedFor()), false);
        }
        return ended(Convergence.CONVERGED, "", false);
    }

    private List<String> nothingWaitedFor() {
        List<String> why = outlook.notes();
        return why.isEmpty() ? List.of("No Application was waited for: all are excluded") : why;
    }

    private void align(Collection<KubernetesObject> objects) throws ApiException {
        try {
            new ReferenceCheck(api, redactor, options.declared())
                    .align(objects, goal, options.repairReference(), notes);
        } catch (ApiException e) {
            if (e.isTransient()) {
                throw e;
            }
            notes.add("The sync reference could not be put right: " + e.getMessage());
        }
        aligned = true;
    }

    private String nobodyReads(Scope scope, boolean narrowed) {
        if (!scope.elsewhere().isEmpty()) {
            ApplicationView other = scope.elsewhere().get(0);
            return "no Application reads what was delivered; %s reads `%s` of the same place"
                    .formatted(
                            other.ref(), redactor.redact(other.sources().get(0).target()));
        }
        String where = narrowed ? " in the namespace " + ArgoCdNames.NAMESPACE : "";
        return "no Application" + where + " reads what was delivered";
    }

    @Override
    public Reconciliation timedOut() {
        String cause = trouble.isEmpty() ? outlook.doing() : trouble;
        return ended(
                outlook.isEmpty() ? Convergence.UNKNOWN : outlook.convergence(),
                "Timed out after %ds: %s".formatted(options.timeout().toSeconds(), cause),
                RetryPredicate.isRetryable(cause));
    }

    @Override
    public Reconciliation unreachable(ApiException e, boolean retryable) {
        return new Reconciliation(
                Convergence.UNKNOWN,
                outlook.states(),
                told(),
                new Reconciliation.Failure(redactor.redact(String.valueOf(e.getMessage())), retryable));
    }

    private Reconciliation ended(Convergence convergence, String cause, boolean retryable) {
        String sentence = cause.isEmpty() || cause.endsWith(".") ? cause : cause + ".";
        return new Reconciliation(
                convergence,
                outlook.states(),
                told(),
                sentence.isEmpty() ? null : new Reconciliation.Failure(redactor.redact(sentence), retryable));
    }

    private List<String> told() {
        return notes.stream().map(redactor::redact).distinct().toList();
    }

    private void tell(String doing) {
        progress.report(doing, outlook.states());
    }
}
