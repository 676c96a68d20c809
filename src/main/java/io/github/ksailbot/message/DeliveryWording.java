package io.github.ksailbot.message;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Order;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Words about deliveries that several messages share. */
final class DeliveryWording {
    private static final int DIGEST = 19;

    private DeliveryWording() {}

    /** Such as {@code ✅ CONVERGED}; what is not settled says what is being done. */
    static String verdict(Delivery delivery) {
        Conclusion conclusion = delivery.conclusion();
        Convergence convergence = delivery.convergence();
        if (conclusion == null) {
            return "⏳ " + Markdown.text(PlainText.line(delivery.summary(), Limits.NAME));
        }
        String word = convergence == null ? words(delivery.order().kind(), conclusion) : convergence.name();
        return icon(conclusion) + " " + word;
    }

    static String icon(Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS -> "✅";
            case FAILURE -> "❌";
            case ACTION_REQUIRED -> "⚠️";
            case CANCELLED -> "⏭️";
        };
    }

    private static String words(Order.Kind kind, Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS -> kind == Order.Kind.PUSH ? "pushed" : "delivered";
            case FAILURE -> "failed";
            case ACTION_REQUIRED -> "not delivered";
            case CANCELLED -> "superseded";
        };
    }

    /** Enough of a digest to tell it from others; a dash without one. */
    static String digest(Delivery delivery) {
        String digest = delivery.digest();
        return digest == null ? "–" : Markdown.code(digest.length() <= DIGEST ? digest : digest.substring(0, DIGEST));
    }

    /** From the beginning to the end; a dash while it goes on. */
    static String duration(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            return "–";
        }
        Duration duration = Duration.between(from, to);
        long minutes = duration.toMinutes();
        return minutes == 0
                ? Math.max(0, duration.toSeconds()) + " s"
                : minutes + " min " + duration.toSecondsPart() + " s";
    }

    static String phase(ResourceState state) {
        return switch (state.phase()) {
            case READY -> "✅ ready";
            case PROGRESSING -> "⏳ in progress";
            case BLOCKED -> "⛓️ waits";
            case FAILED -> "❌ failed";
            case SUSPENDED -> "⏸️ suspended";
            case EXCLUDED -> "➖ excluded";
        };
    }
}
