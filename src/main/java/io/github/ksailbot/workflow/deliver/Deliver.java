package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.workflow.Cancellation;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.Delivery.Stage;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.util.List;

/**
 * Delivers what was ordered for an environment, one after the other: artifact pushed, tag moved, engine triggered, converged;
 * or the reason why not. The newest commit of the branch wins: what a later merge overtakes is not begun, or given up.
 *
 * <p>Each step is written down and may be done twice, so that a process that dies anywhere is followed by the same end.
 */
public final class Deliver {

    private final DeliveryLog log;
    private final DeliveryRun run;
    private final DeliveryBoard board;
    private final Clock clock;

    public Deliver(
            Mainline mainline,
            Destinations destinations,
            DeliveryLog log,
            CheckRuns checkRuns,
            Deployments deployments,
            DeliveryMessages messages,
            Clock clock,
            Pause pause) {
        this.log = log;
        this.clock = clock;
        this.board = new DeliveryBoard(checkRuns, deployments, messages, log, clock);
        this.run = new DeliveryRun(mainline, destinations, log, board, messages, clock, pause);
    }

    /**
     * Delivers everything that is ordered for the environment now.
     *
     * @throws UnavailableException when GitHub cannot be asked or told; run it again later
     * @throws GoneException when the repository is not there any more
     */
    public void deliver(Subject.Delivery subject, Cancellation cancellation)
            throws UnavailableException, GoneException {
        while (true) {
            List<Delivery> waiting = log.unfinished(subject.repository(), subject.environment());
            if (waiting.isEmpty()) {
                return;
            }
            Delivery next = waiting.get(0);
            if (next.stage() == Stage.SETTLED) {
                log.save(board.end(next));
            } else if (log.isOvertaken(next)) {
                supersede(next);
            } else if (!run.deliver(next, cancellation)) {
                return;
            }
        }
    }

    /**
     * Ends what is ordered for the environment as something that the bot could not do.
     *
     * @param reason one sentence for people, without secrets
     */
    public void giveUp(Subject.Delivery subject, String reason) throws UnavailableException, GoneException {
        for (Delivery delivery : log.unfinished(subject.repository(), subject.environment())) {
            Delivery settled = delivery.stage() == Stage.SETTLED
                    ? delivery
                    : delivery.settled(new Settlement(Conclusion.ACTION_REQUIRED, null, reason, ""), clock.instant());
            log.save(settled);
            log.save(board.endAnyway(settled));
        }
    }

    private void supersede(Delivery delivery) throws UnavailableException, GoneException {
        Log.infof("%s is overtaken by another commit", delivery.order());
        Delivery settled = delivery.settled(run.overtaken(delivery), clock.instant());
        log.save(settled);
        log.save(board.end(settled));
    }
}
