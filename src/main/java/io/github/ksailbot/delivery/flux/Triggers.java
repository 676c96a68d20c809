package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks controllers to look now, by a merge patch of one annotation; never by reading and writing back, which conflicts
 * with whoever else writes. What was asked must be acknowledged before anything that a status says is believed.
 */
final class Triggers {
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final ClusterApi api;
    private final Goal goal;
    private final Timings timings;
    private final String mark;
    private final boolean resumes;
    private final Map<FluxId, String> requests = new HashMap<>();
    private final Map<FluxId, Instant> asked = new HashMap<>();
    private final Set<FluxId> healed = new HashSet<>();

    /**
     * @param holder names the delivery in what it asks for; empty when nobody comes back to it
     * @param resumes whether what the same delivery has asked for already counts: in another process, which is no more
     */
    Triggers(ClusterApi api, Goal goal, Timings timings, String holder, boolean resumes) {
        this.api = api;
        this.goal = goal;
        this.timings = timings;
        this.mark = holder.isEmpty() ? "" : "/" + holder;
        this.resumes = resumes && !holder.isEmpty();
    }

    /** By object, the token that it must have taken up. */
    Map<FluxId, String> requests() {
        return requests;
    }

    /** Asks whoever has not been asked yet: sources first and, when they hold what was delivered, what applies it. */
    void step(Scope scope, FluxState state, Set<String> exclude, Instant now) throws ApiException {
        SourceJudge judge = new SourceJudge(timings);
        boolean arrived = !scope.sources().isEmpty();
        for (SourceView source : scope.sources()) {
            takeUp(source.id(), source.object(), now);
            Standing standing = judge.judge(source, goal, requests.getOrDefault(source.id(), ""));
            arrived &= standing.phase() == Phase.READY;
            boolean again = standing.reason().equals(SourceJudge.MISMATCH)
                    && !asked.getOrDefault(source.id(), Instant.MIN).isAfter(now.minus(AGAIN));
            if (!source.isSuspended() && (!requests.containsKey(source.id()) || again)) {
                ask(source.isOci() ? ResourceType.OCI_REPOSITORY : ResourceType.GIT_REPOSITORY, source.id(), now);
                arrived = false;
            }
        }
        if (arrived) {
            askKustomizations(scope, state, exclude, now);
        }
    }

    private void askKustomizations(Scope scope, FluxState state, Set<String> exclude, Instant now) throws ApiException {
        List<KustomizationView> roots = scope.roots();
        for (KustomizationView kustomization : scope.kustomizations()) {
            takeUp(kustomization.id(), kustomization.object(), now);
            boolean idle = kustomization.isSuspended()
                    || kustomization.excludesItself()
                    || FluxJudge.isExcluded(kustomization, exclude)
                    || kustomization.object().isBeingDeleted();
            if (!idle
                    && !requests.containsKey(kustomization.id())
                    && (roots.contains(kustomization) || hasFailedAlready(kustomization, state))) {
                ask(ResourceType.KUSTOMIZATION, kustomization.id(), now);
            }
        }
    }

    /** It failed on this very revision before: no new revision will make it look again. */
    private static boolean hasFailedAlready(KustomizationView kustomization, FluxState state) {
        SourceView source = state.source(kustomization.source());
        return source != null
                && kustomization.attempted().equals(source.revision())
                && new Readiness(kustomization.object())
                        .ready()
                        .filter(ready -> ready.isFalse() && KustomizationJudge.FAILURES.contains(ready.reason()))
                        .isPresent();
    }

    /** What waited for a release that has been healed looks again; once for each release. */
    void healed(List<FluxId> releases, Scope scope, Instant now) throws ApiException {
        for (FluxId release : releases) {
            KustomizationView owner = scope.kustomization(scope.owners().get(release));
            if (owner != null && healed.add(release)) {
                ask(ResourceType.KUSTOMIZATION, owner.id(), now);
            }
        }
    }

    /** One delivery has one effect, however many processes it takes: what it has asked for is not asked for again. */
    private void takeUp(FluxId id, KubernetesObject object, Instant now) {
        String token = object.annotation(FluxNames.REQUESTED_AT);
        if (resumes && !requests.containsKey(id) && token.endsWith(mark)) {
            requests.put(id, token);
            asked.put(id, now);
        }
    }

    private void ask(ResourceType type, FluxId id, Instant now) throws ApiException {
        String token = now + mark;
        try {
            api.mergePatch(type, id.ref().namespace(), id.ref().name(), Patches.requestedAt(token));
            requests.put(id, token);
            asked.put(id, now);
        } catch (ApiException e) {
            // it went away since it was listed; the watch will say so
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
