package io.github.ksailbot.message;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.reconcile.ResourceState.Phase;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.DeliveryMessages;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import io.github.ksailbot.workflow.deliver.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says how deliveries go in GitHub's Markdown. Pure: the same delivery gives the same bytes. */
public final class MarkdownDeliveryMessages implements DeliveryMessages {
    private final String version;

    /** @param version of the bot, for the footer */
    public MarkdownDeliveryMessages(String version) {
        this.version = version;
    }

    @Override
    public CheckRunOutput inProgress(Delivery delivery, List<String> attempts, List<ResourceState> resources) {
        Page page = new Page(Limits.SUMMARY)
                .fixed(Markdown.text(PlainText.line(delivery.summary(), Limits.MESSAGE)) + ".\n\n");
        DeliverySections.attempts(page, attempts);
        DeliverySections.resources(page, resources);
        page.fixed(footer(delivery));
        return output(PlainText.line(delivery.summary(), Limits.TITLE - 4) + " …", page.render());
    }

    @Override
    public CheckRunOutput ended(Delivery delivery) {
        return ended(delivery, "");
    }

    @Override
    public CheckRunOutput notAgain(Delivery delivery, String reason) {
        return ended(delivery, "❌ " + Markdown.sentence(reason, Limits.MESSAGE) + "\n\n");
    }

    private CheckRunOutput ended(Delivery delivery, String before) {
        Page page = new Page(Limits.SUMMARY)
                .fixed(before)
                .fixed(table(List.of(delivery)))
                .fixed(told(delivery));
        page.fixed(footer(delivery));
        return output(PlainText.line(delivery.summary(), Limits.TITLE), page.render());
    }

    @Override
    public String details(
            List<String> attempts, List<ResourceState> resources, List<String> notes, Diagnosis diagnosis) {
        Page page = new Page(DETAILS);
        DeliverySections.diagnosis(page, diagnosis);
        DeliverySections.notes(page, notes);
        DeliverySections.attempts(page, attempts);
        DeliverySections.resources(page, resources);
        return page.render();
    }

    @Override
    public String summary(Reconciliation reconciliation, Diagnosis diagnosis) {
        Reconciliation.Failure failure = reconciliation.failure();
        if (failure == null) {
            long ready = reconciliation.resources().stream()
                    .filter(one -> one.phase() == Phase.READY)
                    .count();
            return reconciliation.convergence() == Convergence.CONVERGED
                    ? "Converged, " + Wording.count(ready, "object") + " ready"
                    : "The cluster is " + reconciliation.convergence();
        }
        return diagnosis.headline().isBlank() ? failure.message() : diagnosis.headline();
    }

    @Override
    public String notice(List<Delivery> deliveries) {
        List<Delivery> newest = newest(deliveries);
        Page page = new Page(Limits.COMMENT).fixed(headline(newest) + "\n\n");
        page.fixed(table(newest));
        page.list(
                1,
                "",
                newest.stream()
                        .filter(one -> one.conclusion() != null)
                        .map(one -> "#### " + one.order().environment() + "\n\n" + told(one))
                        .toList(),
                "",
                left -> "… and " + Wording.count(left, "more environment") + ".\n\n");
        page.fixed(footer(newest.get(0)));
        return page.render();
    }

    /** One line above all: what people should read if they read no more. */
    private static String headline(List<Delivery> deliveries) {
        List<String> bad = new ArrayList<>();
        int going = 0;
        for (Delivery one : deliveries) {
            Conclusion conclusion = one.conclusion();
            if (conclusion == null) {
                going++;
            } else if (conclusion == Conclusion.FAILURE || conclusion == Conclusion.ACTION_REQUIRED) {
                bad.add(one.order().environment().value());
            }
        }
        if (!bad.isEmpty()) {
            return "### ❌ Not delivered to " + Wording.named(bad);
        }
        if (going > 0) {
            return "### ⏳ Delivering to " + named(deliveries);
        }
        List<Delivery> good = deliveries.stream()
                .filter(one -> one.conclusion() == Conclusion.SUCCESS)
                .toList();
        if (good.isEmpty()) {
            return "### ⏭️ Superseded by another commit";
        }
        return "### ✅ Delivered to " + named(good)
                + (good.size() < deliveries.size() ? ", elsewhere superseded by another commit" : "");
    }

    private static String named(List<Delivery> deliveries) {
        return Wording.named(deliveries.stream()
                .map(one -> one.order().environment().value())
                .toList());
    }

    static String table(List<Delivery> deliveries) {
        StringBuilder out =
                new StringBuilder("| Environment | Verdict | Commit | Digest | Took |\n|---|---|---|---|--:|\n");
        for (Delivery one : deliveries) {
            Order order = one.order();
            out.append("| ")
                    .append(order.environment())
                    .append(" | ")
                    .append(DeliveryWording.verdict(one))
                    .append(" | ")
                    .append(Markdown.code(order.commit().abbreviated()))
                    .append(" | ")
                    .append(DeliveryWording.digest(one))
                    .append(" | ")
                    .append(DeliveryWording.duration(one.startedAt(), one.endedAt()))
                    .append(" |\n");
        }
        return out.append('\n').toString();
    }

    /** The summary, the details and, where it did not end well, what to try next. */
    static String told(Delivery delivery) {
        StringBuilder out = new StringBuilder(Markdown.sentence(delivery.summary(), Limits.MESSAGE))
                .append(delivery.summary().endsWith(".") ? "\n\n" : ".\n\n");
        if (!delivery.reference().isEmpty()) {
            out.append("Artifact ").append(Markdown.code(delivery.reference()));
            if (delivery.digest() != null) {
                out.append(", ").append(Markdown.code(delivery.digest()));
            }
            out.append(".\n\n");
        }
        if (!delivery.details().isEmpty()) {
            out.append(delivery.details()).append("\n\n");
        }
        if (delivery.conclusion() == Conclusion.FAILURE) {
            out.append("Try next: `/ksail diagnose ")
                    .append(delivery.order().environment())
                    .append("` to look again, `/ksail reconcile ")
                    .append(delivery.order().environment())
                    .append("` when the cause is gone.\n\n");
        }
        return out.toString();
    }

    /** The newest of each environment, in the order in which they were first ordered. */
    private static List<Delivery> newest(List<Delivery> deliveries) {
        Map<String, Delivery> newest = new LinkedHashMap<>();
        deliveries.forEach(one -> newest.put(one.order().environment().value(), one));
        return List.copyOf(newest.values());
    }

    private String footer(Delivery delivery) {
        Order order = delivery.order();
        return "<sub>" + Markdown.code(order.commit().abbreviated()) + " of " + Markdown.code(order.branch())
                + " · KSail Bot " + Markdown.text(version) + "</sub>\n";
    }

    private static CheckRunOutput output(String title, String summary) {
        return new CheckRunOutput(title, summary, "", List.of());
    }
}
