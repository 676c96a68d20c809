package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.argocd.ApplicationJudge.Question;
import io.github.ksailbot.delivery.argocd.Scope.Member;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciler;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.Waiting;
import io.github.ksailbot.delivery.redaction.Redactor;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Makes Argo CD in one cluster run what was delivered. */
public final class ArgoCdReconciler implements Reconciler {
    private final ClusterApi api;
    private final Clock clock;
    private final Redactor redactor;
    private final ArgoCdTimings timings;
    private final Waiting waiting;

    /** @param api closed with this */
    public ArgoCdReconciler(ClusterApi api, Clock clock, Redactor redactor) {
        this(api, clock, redactor, ArgoCdTimings.DEFAULT, Waiting.FOR_EVENTS);
    }

    ArgoCdReconciler(ClusterApi api, Clock clock, Redactor redactor, ArgoCdTimings timings, Waiting waiting) {
        this.api = api;
        this.clock = clock;
        this.redactor = redactor;
        this.timings = timings;
        this.waiting = waiting;
    }

    @Override
    public Reconciliation reconcile(Goal goal, ReconcileOptions options, Progress progress, BooleanSupplier cancelled) {
        return new Attempt(api, clock, redactor, timings, waiting, goal, options, progress, cancelled).run();
    }

    @Override
    public Reconciliation observe(Goal goal) {
        try {
            List<KubernetesObject> objects = list();
            Scope scope = Scope.of(objects.stream().map(ApplicationView::of).toList(), goal);
            if (scope.members().stream().noneMatch(Member::reads)) {
                return Reconciliation.unknown("No Application reads what was delivered.", false);
            }
            Outlook outlook = new Outlook(redactor);
            ApplicationJudge judge = new ApplicationJudge(timings.impatient());
            Rollouts rollouts = new Rollouts(api);
            for (Member member : scope.members()) {
                Question question = new Question(
                        member.revision(),
                        member.at(),
                        member.app().excluded(),
                        true,
                        "",
                        timings.coldStart(),
                        (what, limit) -> true);
                outlook.put(
                        member.app().ref(), rollouts.explain(member.app(), "", judge.judge(member.app(), question)));
            }
            scope.missing()
                    .forEach(ref -> outlook.put(ref, Readiness.waiting("Missing", "it has not been created yet")));
            String cause = outlook.cause().isEmpty() && !outlook.anyReady()
                    ? "No Application was waited for: all are excluded or left to people"
                    : outlook.cause();
            return new Reconciliation(
                    outlook.convergence(),
                    outlook.states(),
                    outlook.notes(),
                    cause.isEmpty() ? null : new Reconciliation.Failure(cause + ".", false));
        } catch (ApiException e) {
            return Reconciliation.unknown(redactor.redact(String.valueOf(e.getMessage())), e.isTransient());
        }
    }

    private List<KubernetesObject> list() throws ApiException {
        try {
            return api.list(ArgoCdNames.APPLICATIONS, "").items();
        } catch (ApiException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            return api.list(ArgoCdNames.APPLICATIONS, ArgoCdNames.NAMESPACE).items();
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
