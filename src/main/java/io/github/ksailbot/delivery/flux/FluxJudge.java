package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.flux.FluxVerdict.Outcome;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Exclusion;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.delivery.redaction.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Decides whether a cluster runs what was delivered, from one look at Flux's objects. Asks and changes nothing. */
final class FluxJudge {
    private final Timings timings;
    private final Redactor redactor;
    private final SourceJudge sourceJudge;
    private final KustomizationJudge kustomizationJudge;

    FluxJudge(Timings timings, Redactor redactor) {
        this.timings = timings;
        this.redactor = redactor;
        this.sourceJudge = new SourceJudge(timings);
        this.kustomizationJudge = new KustomizationJudge(timings);
    }

    /**
     * What is asked about.
     *
     * @param exclude names, or {@code namespace/name}, of Kustomizations that are not waited for
     * @param requests tokens that objects must have taken up
     * @param healing releases that are being recovered: what waits for them has not failed
     * @param expecting whether the sync reference is being put right, so that a source may yet appear
     */
    record Question(
            Goal goal,
            Set<String> exclude,
            Map<FluxId, String> requests,
            Predicate<FluxId> healing,
            boolean expecting) {}

    FluxVerdict judge(FluxState state, Question question, Patience patience) {
        Scope scope = Scope.of(state, question.goal());
        Standings all = new Standings(redactor);
        if (scope.sources().isEmpty()) {
            return withoutSource(state, question, patience);
        }
        patience.forget("source");
        boolean arrived = addSources(scope, question, patience, all);
        if (arrived || !all.failures().isEmpty()) {
            addKustomizations(scope, state, question, patience, all);
            addReleases(scope, question, patience, all);
            addMissing(scope, patience, all);
        }
        return conclude(scope, arrived, patience, all);
    }

    private boolean addSources(Scope scope, Question question, Patience patience, Standings all) {
        boolean arrived = true;
        for (SourceView source : scope.sources()) {
            String request = question.requests().getOrDefault(source.id(), "");
            Standing standing = sourceJudge.judge(source, question.goal(), request);
            add(source.id(), source.revision().text(), standing, List.of(), patience, all);
            arrived &= standing.phase() == Phase.READY;
        }
        return arrived;
    }

    private void addKustomizations(Scope scope, FluxState state, Question question, Patience patience, Standings all) {
        for (KustomizationView kustomization : scope.kustomizations()) {
            SourceView source = state.source(kustomization.source());
            Standing standing = kustomizationJudge.judge(
                    kustomization,
                    source == null ? SourceRevision.NONE : source.revision(),
                    question.requests().getOrDefault(kustomization.id(), ""),
                    isExcluded(kustomization, question.exclude()));
            if (standing.isFailure()
                    && scope.releasesOf(kustomization.id()).stream().anyMatch(question.healing())) {
                standing = Standing.waiting(standing.reason(), standing.message());
            }
            add(
                    kustomization.id(),
                    kustomization.attempted().text(),
                    standing,
                    kustomization.dependencies(),
                    patience,
                    all);
        }
    }

    private void addReleases(Scope scope, Question question, Patience patience, Standings all) {
        for (HelmReleaseView release : scope.releases()) {
            KustomizationView owner = scope.kustomization(scope.owners().get(release.id()));
            boolean excluded = owner != null && all.phase(owner.id()) == Phase.EXCLUDED;
            Standing standing = release.standing(excluded, timings);
            if (standing.isFailure() && question.healing().test(release.id())) {
                standing = Standing.waiting(standing.reason(), standing.message());
            }
            String generation = Long.toString(release.object().generation());
            add(release.id(), generation, standing, release.dependencies(), patience, all);
        }
    }

    private void addMissing(Scope scope, Patience patience, Standings all) {
        for (FluxId id : scope.missing()) {
            FluxId owner = scope.owners().getOrDefault(id, id);
            String message = "applied by " + owner + ", but not there";
            add(id, "", Standing.failing("NotFound", message, timings.appearance()), List.of(), patience, all);
        }
    }

    private static void add(
            FluxId id, String version, Standing standing, List<FluxId> dependencies, Patience patience, Standings all) {
        Duration limit = standing.patience();
        List<String> key = List.of(id.toString(), version);
        boolean over = limit != null && patience.isOver(key, limit);
        if (standing.phase() == Phase.READY) {
            patience.forget(key);
        }
        all.add(id, standing, dependencies, over);
    }

    private FluxVerdict conclude(Scope scope, boolean arrived, Patience patience, Standings all) {
        List<String> notes = notes(scope, all);
        List<FluxId> failures = all.failures();
        boolean settled = all.open().isEmpty();
        if (!failures.isEmpty()) {
            boolean enough = settled || patience.isOver("failure", timings.linger());
            Convergence convergence = isElsewhere(scope, arrived, all) ? Convergence.DIVERGED : Convergence.BEHIND;
            return new FluxVerdict(
                    enough ? Outcome.FAILED : Outcome.WAIT,
                    convergence,
                    "Something has failed; waiting for the rest",
                    all.cause(),
                    all.states(enough),
                    notes);
        }
        patience.forget("failure");
        if (!arrived) {
            return source(scope, all, notes);
        }
        if (!settled) {
            return waiting(all, notes);
        }
        return applied(scope, patience, all, notes);
    }

    /** What was delivered has failed there, or something else came instead of it. */
    private static boolean isElsewhere(Scope scope, boolean arrived, Standings all) {
        return arrived
                || scope.sources().stream()
                        .anyMatch(source -> all.hasFailed(source.id())
                                && !source.revision().isNone()
                                && new Readiness(source.object())
                                        .ready()
                                        .filter(ready -> ready.isTrue())
                                        .isPresent());
    }

    private static FluxVerdict source(Scope scope, Standings all, List<String> notes) {
        List<SourceView> suspended = scope.sources().stream()
                .filter(source -> all.phase(source.id()) == Phase.SUSPENDED)
                .toList();
        if (!suspended.isEmpty()) {
            return new FluxVerdict(
                    Outcome.FAILED,
                    Convergence.BEHIND,
                    "The source is suspended",
                    suspended.get(0).id() + " is suspended, so that nothing new is pulled",
                    all.states(true),
                    notes);
        }
        return new FluxVerdict(
                Outcome.WAIT,
                Convergence.BEHIND,
                "Waiting for " + scope.sources().get(0).id(),
                all.cause(),
                all.states(false),
                notes);
    }

    private static FluxVerdict waiting(Standings all, List<String> notes) {
        String kind = all.open().stream().anyMatch(id -> id.kind().equals(FluxId.KUSTOMIZATION))
                ? FluxId.KUSTOMIZATION
                : FluxId.HELM_RELEASE;
        long counted = all.counted(kind);
        String doing = "Waiting for " + (counted - all.count(kind, Phase.READY)) + " of " + counted + " " + kind
                + (counted == 1 ? "" : "s");
        return new FluxVerdict(Outcome.WAIT, Convergence.BEHIND, doing, all.cause(), all.states(false), notes);
    }

    /** Everything has settled and nothing has failed: that is success only if something was applied. */
    private FluxVerdict applied(Scope scope, Patience patience, Standings all, List<String> notes) {
        String source = scope.sources().get(0).id().toString();
        if (scope.kustomizations().isEmpty()) {
            boolean over = patience.isOver("kustomizations", timings.appearance());
            return new FluxVerdict(
                    over ? Outcome.FAILED : Outcome.WAIT,
                    over ? Convergence.DIVERGED : Convergence.BEHIND,
                    "Waiting for a Kustomization of " + source,
                    "no Kustomization applies from " + source + ", so that nothing of it runs",
                    all.states(over),
                    notes);
        }
        patience.forget("kustomizations");
        List<KustomizationView> ready = scope.kustomizations().stream()
                .filter(kustomization -> all.phase(kustomization.id()) == Phase.READY)
                .toList();
        if (ready.isEmpty()) {
            return new FluxVerdict(
                    Outcome.FAILED,
                    Convergence.BEHIND,
                    "Nothing is applied",
                    "every Kustomization of " + source + " is suspended or excluded, so that nothing of it was applied",
                    all.states(true),
                    notes);
        }
        if (ready.stream().mapToInt(KustomizationView::inventorySize).sum() == 0) {
            return new FluxVerdict(
                    Outcome.FAILED,
                    Convergence.DIVERGED,
                    "Nothing is applied",
                    ready.get(0).id() + " says that it is ready, but has applied no object: its path `"
                            + ready.get(0).path() + "` renders nothing",
                    all.states(true),
                    notes);
        }
        return new FluxVerdict(Outcome.DONE, Convergence.CONVERGED, "Everything is ready", "", all.states(true), notes);
    }

    private static List<String> notes(Scope scope, Standings all) {
        List<String> notes = new ArrayList<>();
        for (KustomizationView kustomization : scope.kustomizations()) {
            Phase phase = all.phase(kustomization.id());
            if (phase == Phase.SUSPENDED) {
                notes.add(kustomization.id() + " is suspended and stays at " + kustomization.applied() + ".");
            } else if (phase == Phase.READY && kustomization.inventorySize() == 0) {
                notes.add(kustomization.id() + " is ready, but has applied no object.");
            }
        }
        for (HelmReleaseView release : scope.releases()) {
            if (all.phase(release.id()) == Phase.SUSPENDED) {
                notes.add(release.id() + " is suspended.");
            }
        }
        return notes;
    }

    private FluxVerdict withoutSource(FluxState state, Question question, Patience patience) {
        SyncReference reference = question.goal().reference();
        SourceView root =
                reference == null ? null : state.source(new FluxId(FluxId.OCI_REPOSITORY, SourceView.rootRef()));
        String wanted = reference == null
                ? "branch `" + question.goal().branch() + "` of this repository"
                : "`" + reference.repository() + ":" + reference.tag() + "`";
        String cause = "nothing in the cluster pulls " + wanted;
        if (root != null) {
            SyncTarget target = SyncTarget.of(root);
            String at = target.pinned().isEmpty() ? target.tag() : target.pinned();
            cause += "; " + root.id() + " pulls `" + redactor.redact(target.url()) + "` at `" + at + "`";
        }
        boolean mayAppear = root == null || question.expecting();
        boolean over = patience.isOver("source", mayAppear ? timings.appearance() : Duration.ZERO);
        return new FluxVerdict(
                over ? Outcome.FAILED : Outcome.WAIT,
                over && root == null ? Convergence.UNKNOWN : Convergence.DIVERGED,
                "Waiting for a source",
                cause,
                List.of(),
                List.of());
    }

    static boolean isExcluded(KustomizationView kustomization, Set<String> exclude) {
        return Exclusion.names(exclude, kustomization.object().ref());
    }
}
