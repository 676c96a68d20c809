package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.reconcile.Exclusion;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.delivery.retry.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives releases that are stuck another try, by suspending and resuming them: once for each release and delivery. What it
 * suspends carries who did it and when, in the same patch, so that whoever comes after a crash can resume it.
 */
final class ReleaseRecovery {
    private static final Duration RESUME_BUDGET = Duration.ofSeconds(30);
    private static final int RESUME_TRIES = 20;

    private final ClusterApi api;
    private final Timings timings;
    private final String holder;
    private final List<String> notes;
    /** What is suspended now, and since when. */
    private final Map<ObjectRef, Instant> suspended = new TreeMap<>();

    private final Set<ObjectRef> tried = new HashSet<>();
    private final Map<ObjectRef, Long> resumedAt = new HashMap<>();

    /** @param notes takes what people should know of it */
    ReleaseRecovery(ClusterApi api, Timings timings, String holder, List<String> notes) {
        this.api = api;
        this.timings = timings;
        this.holder = holder;
        this.notes = notes;
    }

    /**
     * Suspends what is newly stuck, and resumes what has been suspended for long enough: also what this delivery
     * suspended in a process that is no more.
     */
    void step(Scope scope, Set<String> exclude, Patience patience) {
        for (HelmReleaseView release : scope.releases()) {
            ObjectRef ref = release.object().ref();
            if (release.isSuspended() && release.suspendedBy().equals(holder) && !resumedAt.containsKey(ref)) {
                suspended.putIfAbsent(ref, Instant.MIN);
                tried.add(ref);
            }
            KustomizationView owner = scope.kustomization(scope.owners().get(release.id()));
            boolean ours = owner != null
                    && !owner.isSuspended()
                    && !owner.excludesItself()
                    && !FluxJudge.isExcluded(owner, exclude);
            if (!ours || Exclusion.isAskedForBy(release.object()) || !isRecoverable(release)) {
                continue;
            }
            List<String> key = List.of(
                    "stuck", ref.toString(), Long.toString(release.object().generation()));
            if (patience.isOver(key, timings.settle())) {
                suspend(release, patience.now());
            }
        }
        for (Map.Entry<ObjectRef, Instant> entry : Map.copyOf(suspended).entrySet()) {
            if (!entry.getValue().isAfter(patience.now().minus(timings.suspended()))) {
                resume(entry.getKey(), patience.now());
            }
        }
    }

    private boolean isRecoverable(HelmReleaseView release) {
        return release.stuck().isPresent()
                && !release.object().isBeingDeleted()
                && !new Readiness(release.object()).isOutdated()
                && !tried.contains(release.object().ref())
                && !release.object().annotation(FluxNames.RECOVERED_BY).equals(holder);
    }

    /** Whether a release has not had its other try yet, or is in the middle of it. */
    boolean isHealing(HelmReleaseView release) {
        ObjectRef ref = release.object().ref();
        if (suspended.containsKey(ref) || isRecoverable(release)) {
            return true;
        }
        Long generation = resumedAt.get(ref);
        // until the controller has said something about what it was resumed as
        return generation != null
                && (release.object().generation() < generation
                        || release.standing(false, timings).phase() == Phase.PROGRESSING);
    }

    private void suspend(HelmReleaseView release, Instant now) {
        ObjectRef ref = release.object().ref();
        tried.add(ref);
        String why = release.stuck().map(condition -> condition.reason()).orElse("");
        // before the patch: if its answer is lost, it may have been made
        suspended.put(ref, now);
        try {
            api.mergePatch(
                    ResourceType.HELM_RELEASE, ref.namespace(), ref.name(), Patches.suspended(holder, now.toString()));
            notes.add("HelmRelease " + ref + " was stuck (" + why + ") and gets another try.");
        } catch (ApiException e) {
            if (e.status() != ApiException.NO_ANSWER && e.status() < 500) {
                suspended.remove(ref);
            }
            notes.add("HelmRelease " + ref + " is stuck (" + why + ") and could not be suspended to try again: "
                    + e.getMessage());
        }
    }

    private void resume(ObjectRef ref, Instant now) {
        try {
            KubernetesObject resumed = api.mergePatch(
                    ResourceType.HELM_RELEASE, ref.namespace(), ref.name(), Patches.resumed(holder, now.toString()));
            suspended.remove(ref);
            resumedAt.put(ref, resumed.generation());
        } catch (ApiException e) {
            if (e.isNotFound()) {
                suspended.remove(ref);
            }
            // otherwise it is tried again at the next step, and at the end
        }
    }

    /** Releases that were resumed and are ready since: what waited for them may look again. */
    List<FluxId> healed(Scope scope) {
        List<FluxId> healed = new ArrayList<>();
        for (HelmReleaseView release : scope.releases()) {
            ObjectRef ref = release.object().ref();
            Long generation = resumedAt.get(ref);
            if (generation != null
                    && release.object().generation() >= generation
                    && release.standing(false, timings).phase() == Phase.READY) {
                resumedAt.remove(ref);
                healed.add(release.id());
            }
        }
        return healed;
    }

    /** Leaves none suspended, whatever has happened: also when time is over, or nobody waits for it any more. */
    void end(Clock clock, Pause pause) {
        boolean interrupted = Thread.interrupted();
        Instant last = clock.instant().plus(RESUME_BUDGET);
        try {
            // the number of tries bounds it too, for clocks that stand still
            for (int tried = 0; tried < RESUME_TRIES && !suspended.isEmpty(); tried++) {
                if (clock.instant().isAfter(last)) {
                    break;
                }
                for (ObjectRef ref : List.copyOf(suspended.keySet())) {
                    resume(ref, clock.instant());
                }
                if (!suspended.isEmpty()) {
                    pause.await(Duration.ofSeconds(1));
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            for (ObjectRef ref : suspended.keySet()) {
                notes.add("HelmRelease " + ref + " could not be resumed. Run `flux resume helmrelease " + ref.name()
                        + " -n " + ref.namespace() + "`.");
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
