package io.github.ksailbot.workflow.command;

import io.github.ksailbot.engine.settings.RepositorySettings;
import io.github.ksailbot.engine.settings.RepositorySettingsReader;
import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.DeclaredEnvironments;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.DeliveryLog;
import io.github.ksailbot.workflow.deliver.DeliveryMessages;
import io.github.ksailbot.workflow.deliver.Mainline;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Mainline.Head;
import io.github.ksailbot.workflow.deliver.Order;
import io.github.ksailbot.workflow.deliver.RerunLog;
import io.github.ksailbot.workflow.deliver.RerunLog.Request;
import io.quarkus.logging.Log;
import java.util.Optional;

/**
 * Orders a delivery once more when somebody presses "Re-run" at its check run: who may, is the same as for commands. A delivery
 * that goes on needs none. Doing it twice orders nothing twice.
 */
public final class RunDeliveryAgain {
    private final RerunLog log;
    private final DeliveryLog deliveries;
    private final Permissions permissions;
    private final Mainline mainline;
    private final CheckRuns checkRuns;
    private final DeliveryMessages messages;

    public RunDeliveryAgain(
            RerunLog log,
            DeliveryLog deliveries,
            Permissions permissions,
            Mainline mainline,
            CheckRuns checkRuns,
            DeliveryMessages messages) {
        this.log = log;
        this.deliveries = deliveries;
        this.permissions = permissions;
        this.mainline = mainline;
        this.checkRuns = checkRuns;
        this.messages = messages;
    }

    /** @throws UnavailableException when GitHub cannot be asked or told; run it again later */
    public void run(Subject.Rerun rerun) throws UnavailableException, GoneException {
        Request request = log.waiting(rerun).orElse(null);
        if (request == null) {
            return;
        }
        Delivery earlier = deliveries
                .byCheckRun(rerun.repository(), new CheckRunId(rerun.checkRun()))
                .filter(Delivery::isTold)
                .orElse(null);
        if (earlier != null) {
            Optional<String> refusal = refusal(earlier.order(), request);
            if (refusal.isEmpty()) {
                deliveries.orderAgain(
                        earlier,
                        earlier.order()
                                .again(rerun.checkRun(), request.askedAt().toEpochMilli()));
            } else {
                tell(rerun, earlier, "`" + request.actor() + "` asked to run this again. " + refusal.get());
            }
        }
        log.close(rerun, request);
    }

    /**
     * Says why it was not run again.
     *
     * @param reason one sentence for people, without secrets
     */
    public void giveUp(Subject.Rerun rerun, String reason) throws UnavailableException, GoneException {
        Request request = log.waiting(rerun).orElse(null);
        Delivery earlier = deliveries
                .byCheckRun(rerun.repository(), new CheckRunId(rerun.checkRun()))
                .orElse(null);
        if (request != null && earlier != null && earlier.isTold()) {
            tell(rerun, earlier, "`" + request.actor() + "` asked to run this again. " + reason);
        }
        if (request != null) {
            log.close(rerun, request);
        }
    }

    private Optional<String> refusal(Order order, Request request) throws UnavailableException, GoneException {
        Permission permission = permissions.of(order.repository(), request.actor());
        Optional<String> missing = CommandDesk.missing(permission, Permission.WRITE, "");
        if (missing.isPresent()) {
            return missing;
        }
        Head head = mainline.head(order.repository(), order.branch());
        if (!head.commit().equals(order.commit())) {
            return Optional.of("`" + head.branch() + "` has moved to `"
                    + head.commit().abbreviated() + "` since, and only its newest commit is delivered.");
        }
        try (Checkout checkout = mainline.open(order.repository(), head)) {
            RepositorySettings settings = new RepositorySettingsReader().read(checkout.tree());
            if (!settings.areSound()) {
                return Optional.of("Nobody knows who may do this. " + DeclaredEnvironments.mistake(settings));
            }
            return settings.of(order.environment()).production()
                    ? CommandDesk.missing(permission, Permission.MAINTAIN, CommandDesk.production(order.environment()))
                    : Optional.empty();
        }
    }

    /** The check run ends as it had ended, or GitHub would wait for it for ever. */
    private void tell(Subject.Rerun rerun, Delivery earlier, String reason) throws UnavailableException, GoneException {
        Log.infof("%s is not run again: %s", earlier.order(), reason);
        Conclusion conclusion = earlier.conclusion();
        checkRuns.update(
                rerun.repository(),
                new CheckRunId(rerun.checkRun()),
                new CheckRun(
                        earlier.order().checkRun(),
                        earlier.order().key(),
                        conclusion == null ? Conclusion.ACTION_REQUIRED : conclusion,
                        messages.notAgain(earlier, reason)));
    }
}
