package io.github.ksailbot.message;

import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.workflow.command.Answer;
import io.github.ksailbot.workflow.command.Command;
import io.github.ksailbot.workflow.command.CommandLine;
import io.github.ksailbot.workflow.command.CommandMessages;
import io.github.ksailbot.workflow.command.Instruction;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers commands in GitHub's Markdown. */
public final class MarkdownCommandMessages implements CommandMessages {
    private final String version;

    /** @param version of the bot, for the footer */
    public MarkdownCommandMessages(String version) {
        this.version = version;
    }

    @Override
    public String answer(Instruction instruction, List<CommandLine> lines, Map<Integer, Answer> answers) {
        Page page = new Page(Limits.COMMENT);
        List<String> parts = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            parts.add("> " + Markdown.code(lines.get(line).text()) + "\n\n" + part(answers.get(line)));
        }
        page.list(1, "", parts, "", left -> "… and " + Wording.count(left, "more answer") + ".\n\n");
        return page.fixed("<sub>Asked by " + Markdown.code(instruction.author()) + " · KSail Bot "
                        + Markdown.text(version) + "</sub>\n")
                .render();
    }

    private static String part(@Nullable Answer answer) {
        if (answer == null) {
            return "⏳ Not begun yet.\n\n";
        }
        Delivery delivery = answer.delivery();
        if (delivery == null) {
            return answer.text() + "\n\n";
        }
        String table = MarkdownDeliveryMessages.table(List.of(delivery));
        return delivery.conclusion() == null ? table : table + MarkdownDeliveryMessages.told(delivery);
    }

    @Override
    public String refused(String reason) {
        return "❌ " + Markdown.sentence(reason, Limits.MESSAGE);
    }

    @Override
    public String help() {
        StringBuilder out = new StringBuilder("| Command | Does | Takes |\n|---|---|---|\n");
        for (Command.Verb verb : Command.Verb.values()) {
            out.append("| ")
                    .append(Markdown.code(verb.usage()))
                    .append(" | ")
                    .append(Markdown.text(verb.meaning()))
                    .append(" | ")
                    .append(verb.isRestricted() ? "write, or maintain where settings say production" : "read")
                    .append(" |\n");
        }
        return out.append(
                        "\nCommands stand at the start of a line. What is delivered is always the newest commit of the"
                                + " delivered branch, never an unmerged one.")
                .toString();
    }

    @Override
    public String status(List<Delivery> deliveries) {
        return deliveries.isEmpty()
                ? "Nothing was delivered yet."
                : MarkdownDeliveryMessages.table(deliveries).stripTrailing();
    }

    @Override
    public String diagnosis(Reconciliation observed, Diagnosis diagnosis) {
        Page page = new Page(ANSWER);
        Reconciliation.Failure failure = observed.failure();
        page.fixed("**" + observed.convergence() + "**"
                + (failure == null ? "" : ": " + Markdown.sentence(failure.message(), Limits.MESSAGE)) + "\n\n");
        DeliverySections.diagnosis(page, diagnosis);
        DeliverySections.notes(page, observed.notes());
        DeliverySections.resources(page, observed.resources());
        return page.render();
    }
}
