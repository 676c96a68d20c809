package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.argocd.ApplicationJudge.Question;
import io.github.ksailbot.delivery.argocd.Scope.Member;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.delivery.reconcile.Exclusion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The Applications of a delivery, one by one: tells them to look, and judges what they say since. */
final class Members {
    private final ArgoCdTimings timings;
    private final Set<String> exclude;
    private final Memory memory;
    private final Refreshes refreshes;
    private final ApplicationJudge judge;
    private final Rollouts rollouts;
    private final Map<ObjectRef, Instant> seen = new HashMap<>();
    private final Map<ObjectRef, String> earlier = new HashMap<>();

    /** @param exclude names of those that are not waited for */
    Members(ClusterApi api, ArgoCdTimings timings, Set<String> exclude, Memory memory) {
        this.timings = timings;
        this.exclude = exclude;
        this.memory = memory;
        this.refreshes = new Refreshes(api);
        this.judge = new ApplicationJudge(timings);
        this.rollouts = new Rollouts(api);
    }

    Readiness judge(Member member, KubernetesObject object, Instant now) {
        ObjectRef ref = member.app().ref();
        Instant first = seen.computeIfAbsent(ref, any -> now);
        Question question = new Question(
                member.revision(),
                member.at(),
                isExcluded(member),
                refreshes.isKnownTo(object),
                earlier.computeIfAbsent(ref, any -> member.app().operation().id()),
                Duration.between(first, now),
                (what, limit) -> memory.isOver(ref + " " + what, limit));
        return rollouts.explain(member.app(), object.resourceVersion(), judge.judge(member.app(), question));
    }

    /** By itself, by its name, or by that with its namespace before it. */
    private boolean isExcluded(Member member) {
        return member.app().excluded() || Exclusion.names(exclude, member.app().ref());
    }

    /** Those that read what was delivered are told to look, once each and as soon as they are there. */
    void ask(Scope scope, Instant now) throws ApiException {
        for (Member member : scope.members()) {
            ObjectRef ref = member.app().ref();
            if (member.reads() && !isExcluded(member) && !refreshes.wasAsked(ref)) {
                earlier.put(ref, member.app().operation().id());
                refreshes.ask(ref, now);
            }
        }
    }

    /** A repo-server that was starting, or that remembers an old tag, is asked again after a while. */
    void askAgain(Scope scope, Outlook outlook, Instant now) throws ApiException {
        for (Member member : scope.members()) {
            ObjectRef ref = member.app().ref();
            if (member.reads() && outlook.isStale(ref) && refreshes.isOlderThan(ref, timings.again(), now)) {
                refreshes.ask(ref, now);
            }
        }
    }
}
