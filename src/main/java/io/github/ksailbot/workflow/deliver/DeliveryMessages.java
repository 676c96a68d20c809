package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.workflow.CheckRunOutput;
import java.util.List;

/** Port: how deliveries read on GitHub. Every text keeps within GitHub's limits and escapes what it quotes. */
public interface DeliveryMessages {
    /** Bytes of the details that are kept of a delivery. */
    int DETAILS = 30_000;

    /** The check run while a delivery goes on. */
    CheckRunOutput inProgress(Delivery delivery, List<String> attempts, List<ResourceState> resources);

    /** The check run, the details of a settled delivery included. */
    CheckRunOutput ended(Delivery delivery);

    /**
     * The same with a word on why it was not run again.
     *
     * @param reason one or two sentences in which what people wrote stands between backquotes
     */
    CheckRunOutput notAgain(Delivery delivery, String reason);

    /**
     * What is kept of how a delivery ended, as Markdown of at most {@value #DETAILS} bytes.
     *
     * @param attempts what each attempt that failed came to; plain text
     * @param notes what people should know beside it; plain text
     */
    String details(List<String> attempts, List<ResourceState> resources, List<String> notes, Diagnosis diagnosis);

    /** One line of plain text for how a reconciliation ended. */
    String summary(Reconciliation reconciliation, Diagnosis diagnosis);

    /** The comment on a merged pull request. */
    String notice(List<Delivery> deliveries);
}
