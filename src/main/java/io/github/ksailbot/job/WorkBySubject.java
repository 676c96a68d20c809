package io.github.ksailbot.job;

import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.CheckPullRequest;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.SupersededException;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.command.RunCommands;
import io.github.ksailbot.workflow.command.RunDeliveryAgain;
import io.github.ksailbot.workflow.deliver.Deliver;
import io.github.ksailbot.workflow.deliver.PlanDeliveries;
import io.github.ksailbot.workflow.deliver.TellPullRequest;
import io.quarkus.logging.Log;

/** Gives each kind of subject to its use case. */
final class WorkBySubject implements Work {
    private final CheckPullRequest check;
    private final PlanDeliveries plan;
    private final Deliver deliver;
    private final TellPullRequest tell;
    private final RunCommands commands;
    private final RunDeliveryAgain again;

    WorkBySubject(
            CheckPullRequest check,
            PlanDeliveries plan,
            Deliver deliver,
            TellPullRequest tell,
            RunCommands commands,
            RunDeliveryAgain again) {
        this.check = check;
        this.plan = plan;
        this.deliver = deliver;
        this.tell = tell;
        this.commands = commands;
        this.again = again;
    }

    @Override
    public void run(Subject subject, int run, Cancellation cancellation)
            throws SupersededException, UnavailableException, GoneException {
        if (subject instanceof Subject.Proposal proposal) {
            check.check(proposal, run, cancellation);
        } else if (subject instanceof Subject.Mainline mainline) {
            plan.plan(mainline);
        } else if (subject instanceof Subject.Delivery delivery) {
            deliver.deliver(delivery, cancellation);
        } else if (subject instanceof Subject.Notice notice) {
            tell.tell(notice);
        } else if (subject instanceof Subject.Comment comment) {
            commands.run(comment);
        } else if (subject instanceof Subject.Rerun rerun) {
            again.run(rerun);
        }
    }

    @Override
    public void giveUp(Subject subject, String reason) throws UnavailableException, GoneException {
        if (subject instanceof Subject.Proposal proposal) {
            check.giveUp(proposal, reason);
        } else if (subject instanceof Subject.Delivery delivery) {
            deliver.giveUp(delivery, reason);
        } else if (subject instanceof Subject.Comment comment) {
            commands.giveUp(comment, reason);
        } else if (subject instanceof Subject.Rerun rerun) {
            again.giveUp(rerun, reason);
        } else {
            // The next sweep, or the next change of what it tells of, makes it try again.
            Log.errorf("%s: %s", subject, reason);
        }
    }
}
