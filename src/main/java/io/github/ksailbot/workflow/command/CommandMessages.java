package io.github.ksailbot.workflow.command;

import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import java.util.List;
import java.util.Map;

/** Port: how commands are answered. Every text keeps within GitHub's limits and escapes what it quotes. */
public interface CommandMessages {
    /** Bytes of one command's answer. */
    int ANSWER = 30_000;

    /** The comment that answers all commands of another one. */
    String answer(Instruction instruction, List<CommandLine> lines, Map<Integer, Answer> answers);

    /** A refusal; {@code reason} is one or two sentences in which what people wrote stands between backquotes. */
    String refused(String reason);

    String help();

    /** @param deliveries the newest of each environment */
    String status(List<Delivery> deliveries);

    String diagnosis(Reconciliation observed, Diagnosis diagnosis);
}
