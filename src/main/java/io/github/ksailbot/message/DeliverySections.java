package io.github.ksailbot.message;

import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import java.util.Comparator;
import java.util.List;

/** Parts of what is told about a delivery. */
final class DeliverySections {
    private static final int EVENTS = 20;
    private static final int MESSAGE = 600;
    private static final int LOG_LINE = 300;

    private DeliverySections() {}

    static void attempts(Page page, List<String> attempts) {
        page.list(
                3,
                "**Attempts**\n\n",
                attempts.stream()
                        .map(attempt -> "- " + Markdown.sentence(attempt, Limits.MESSAGE) + "\n")
                        .toList(),
                "\n",
                left -> "- … and " + Wording.count(left, "more attempt") + ".\n");
    }

    static void notes(Page page, List<String> notes) {
        page.list(
                2,
                "**To know**\n\n",
                notes.stream()
                        .map(note -> "- " + Markdown.sentence(note, Limits.MESSAGE) + "\n")
                        .toList(),
                "\n",
                left -> "- … and " + Wording.count(left, "more note") + ".\n");
    }

    /** Root causes first, each with what to do. */
    static void diagnosis(Page page, Diagnosis diagnosis) {
        page.list(
                1,
                "**What is wrong**\n\n",
                diagnosis.causes().stream().map(DeliverySections::cause).toList(),
                "\n",
                left -> "- … and " + Wording.count(left, "more cause") + ".\n");
        page.list(
                5,
                "",
                diagnosis.logs().stream().map(DeliverySections::log).toList(),
                "",
                left -> "… and the logs of " + Wording.count(left, "more container") + ".\n\n");
        page.list(
                6,
                Markdown.detailsOpen("Warnings of the last minutes"),
                diagnosis.events().stream()
                        .limit(EVENTS)
                        .map(event -> "- " + Markdown.text(PlainText.line(event, MESSAGE)) + "\n")
                        .toList(),
                Markdown.detailsClose(),
                left -> "- … and " + Wording.count(left, "more warning") + ".\n");
    }

    private static String cause(Diagnosis.Cause cause) {
        StringBuilder out = new StringBuilder("- ");
        if (!cause.about().isBlank()) {
            out.append(Markdown.code(cause.about())).append(": ");
        }
        out.append(Markdown.sentence(cause.problem(), MESSAGE));
        if (!cause.place().isBlank()) {
            out.append(" It is written in ")
                    .append(Markdown.code(cause.place()))
                    .append('.');
        }
        if (!cause.advice().isBlank()) {
            out.append("<br>**Next:** ").append(Markdown.sentence(cause.advice(), MESSAGE));
        }
        return out.append('\n').toString();
    }

    private static String log(Diagnosis.Log log) {
        StringBuilder out = new StringBuilder("<details><summary>Last lines of ")
                .append(Markdown.htmlCode(log.title()))
                .append("</summary>\n\n<pre>");
        for (String line : log.lines()) {
            out.append(Markdown.htmlCode(PlainText.line(line, LOG_LINE))).append("\n");
        }
        return out.append("</pre>\n\n</details>\n\n").toString();
    }

    /** What is not ready first; what is, only counted when there is much of it. */
    static void resources(Page page, List<ResourceState> resources) {
        List<String> rows = resources.stream()
                .sorted(Comparator.comparing((ResourceState one) -> one.phase() == Phase.READY))
                .map(DeliverySections::row)
                .toList();
        long ready =
                resources.stream().filter(one -> one.phase() == Phase.READY).count();
        page.list(
                4,
                Markdown.detailsOpen(ready + " of " + Wording.count(resources.size(), "object") + " ready")
                        + "| Object | State | Reason | Message |\n|---|---|---|---|\n",
                rows,
                Markdown.detailsClose(),
                left -> "\n… and " + Wording.count(left, "more object") + ".\n");
    }

    private static String row(ResourceState state) {
        String name = state.namespace().isEmpty() ? state.name() : state.namespace() + "/" + state.name();
        String blocked = state.blockedBy().isBlank() ? "" : " for " + Markdown.code(state.blockedBy());
        return "| " + Markdown.text(state.kind()) + " " + Markdown.code(name) + " | " + DeliveryWording.phase(state)
                + blocked + " | " + Markdown.text(PlainText.line(state.reason(), 100)) + " | "
                + Markdown.text(PlainText.line(state.message(), MESSAGE)) + " |\n";
    }
}
