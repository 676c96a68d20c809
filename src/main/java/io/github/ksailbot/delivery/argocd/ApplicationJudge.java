package io.github.ksailbot.delivery.argocd;

import io.github.ksailbot.delivery.argocd.ApplicationView.Operation;
import io.github.ksailbot.delivery.argocd.ApplicationView.Problem;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Whether an Application runs what it should, by what it says of itself alone. */
final class ApplicationJudge {
    private final ArgoCdTimings timings;

    ApplicationJudge(ArgoCdTimings timings) {
        this.timings = timings;
    }

    /**
     * What is asked of one Application.
     *
     * @param revision digest or commit that it must have; empty when any will do
     * @param at which of its revisions that is; -1 when it has no source to hold against
     * @param excluded whether it is not waited for
     * @param acknowledged whether what it says is from after the refresh that was asked for
     * @param earlier the last operation from before this attempt, by its id; empty for none
     * @param elapsed since it was first looked at
     * @param over whether something, by a name of its own, has gone on for this long
     */
    record Question(
            String revision,
            int at,
            boolean excluded,
            boolean acknowledged,
            String earlier,
            Duration elapsed,
            BiPredicate<String, Duration> over) {}

    Readiness judge(ApplicationView app, Question question) {
        if (question.excluded()) {
            return Readiness.left(Phase.EXCLUDED, "", "");
        }
        if (!question.acknowledged() || app.refreshing()) {
            return Readiness.waiting("Refreshing", "the refresh has not been processed yet");
        }
        if (app.outdated()) {
            return Readiness.waiting("NotCompared", "it has not been compared since it was changed");
        }
        Operation operation = app.operation();
        if (isMine(operation, question) && operation.hasFailed() && !app.operating()) {
            return Readiness.failed("OperationState/" + operation.phase(), failure(operation, question));
        }
        for (Problem problem : app.errors()) {
            Readiness readiness = judge(problem, question);
            if (readiness != null) {
                return readiness;
            }
        }
        if (app.sync().isEmpty()) {
            return Readiness.waiting("NotCompared", "it has not been compared yet");
        }
        if (!hasRevision(app.revisions(), question)) {
            return Readiness.waiting(
                    "Revision",
                    "waiting for revision %s, has %s"
                            .formatted(
                                    shortened(question.revision()),
                                    app.revisions().isEmpty()
                                            ? "<none>"
                                            : shortened(String.join(", ", app.revisions()))));
        }
        if (operation.isRunning() || app.operating()) {
            return Readiness.waiting(
                    "OperationState/" + (operation.isRunning() ? operation.phase() : "Pending"), operation.message());
        }
        if (!app.sync().equals("Synced")) {
            return app.automated()
                    ? Readiness.waiting(app.sync(), "")
                    : Readiness.left(
                            Phase.SUSPENDED, app.sync(), "it is not synced automatically and needs a manual sync");
        }
        return judgeHealth(app, question);
    }

    private @Nullable Readiness judge(Problem problem, Question question) {
        boolean comparison = problem.type().equals("ComparisonError");
        boolean invalid = problem.type().equals("InvalidSpecError");
        boolean sync = problem.type().equals("SyncError");
        if (!comparison && !invalid && !sync) {
            return null;
        }
        if (sync && isOfAnother(problem.message(), question)) {
            return null;
        }
        if (SourceErrors.isOne(problem.message()) && !invalid) {
            // At the end of the grace it is over: the boundary belongs to the failure.
            return question.elapsed().compareTo(timings.coldStart()) < 0
                    ? Readiness.waitingForSource(problem.type(), problem.message())
                    : Readiness.failed(problem.type(), problem.message());
        }
        return question.over().test(problem.type(), timings.patience())
                ? Readiness.failed(problem.type(), problem.message())
                : Readiness.waiting(problem.type(), problem.message());
    }

    private static String failure(Operation operation, Question question) {
        return operation.id().equals(question.earlier())
                ? operation.message()
                        + " (that was before this attempt: Argo CD does not try a revision twice by itself,"
                        + " sync it by hand once the cause is gone)"
                : operation.message();
    }

    /** Argo CD goes on to tell of the last attempt to sync when that was for another revision. */
    private static boolean isOfAnother(String message, Question question) {
        return !question.revision().isEmpty() && !message.contains(question.revision());
    }

    private static boolean isMine(Operation operation, Question question) {
        if (operation.phase().isEmpty()) {
            return false;
        }
        if (operation.revisions().isEmpty() || question.revision().isEmpty() || question.at() < 0) {
            return !operation.id().equals(question.earlier());
        }
        return hasRevision(operation.revisions(), question);
    }

    private static boolean hasRevision(List<String> revisions, Question question) {
        if (question.revision().isEmpty() || question.at() < 0) {
            return true;
        }
        return question.at() < revisions.size() && revisions.get(question.at()).endsWith(question.revision());
    }

    private Readiness judgeHealth(ApplicationView app, Question question) {
        String state = app.sync() + "/" + app.health();
        switch (app.health()) {
            case "Healthy":
                if (!app.resources().isEmpty()) {
                    return Readiness.ready();
                }
                String nothing = "it has no resources: its path may be empty, or the artifact packed wrongly";
                return question.over().test("NoResources", timings.patience())
                        ? Readiness.failed("NoResources", nothing)
                        : Readiness.waiting("NoResources", nothing);
            case "Degraded":
                return question.over().test("Degraded", timings.patience())
                        ? Readiness.failed(state, message(app))
                        : Readiness.waiting(state, message(app));
            case "":
                return Readiness.waiting(app.sync(), "its health is not known yet");
            default:
                return Readiness.waiting(state, message(app));
        }
    }

    /** Argo CD seldom says itself what is wrong; the objects that are not healthy do. */
    private static String message(ApplicationView app) {
        if (!app.healthMessage().isEmpty()) {
            return app.healthMessage();
        }
        return app.resources().stream()
                .filter(resource -> resource.health().equals(app.health()))
                .limit(3)
                .map(resource -> resource.kind() + " " + resource.ref())
                .reduce((one, other) -> one + ", " + other)
                .map(list -> list + " is " + app.health())
                .orElse("");
    }

    private static String shortened(String revision) {
        return revision.length() <= 20 ? revision : revision.substring(0, 20) + "…";
    }
}
