package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.settings.RepositorySettings;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the environments that one merge is delivered to: those with a smaller order number first, and among
 * equals those last whose nodes need another configuration. Somebody must bring that to the nodes by hand, and what goes
 * wrong there must not hold up what needs no hand. Whether the others end well makes no difference.
 */
final class Turn {
    private final DeliveryLog log;

    Turn(DeliveryLog log) {
        this.log = log;
    }

    /** Smaller ones come first. */
    private record Rank(int order, boolean nodesChanged) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            return order == other.order
                    ? Boolean.compare(nodesChanged, other.nodesChanged)
                    : Integer.compare(order, other.order);
        }
    }

    /** Whether others come first that GitHub was not told the end of; these wake the job when they end. */
    boolean hasToWait(
            Delivery delivery, Checkout checkout, RepositorySettings settings, DeclaredEnvironments declared) {
        Order order = delivery.order();
        // What has begun goes on in the next process: nobody wakes it when the others end.
        if (order.kind() != Order.Kind.MERGE || delivery.stage() != Delivery.Stage.ORDERED) {
            return false;
        }
        List<Delivery> others = log.unfinished(order.repository()).stream()
                .filter(other -> other.id() != delivery.id()
                        && other.order().kind() == Order.Kind.MERGE
                        && other.order().commit().equals(order.commit()))
                .toList();
        if (others.isEmpty()) {
            return false;
        }
        Rank own = rank(delivery, checkout, settings, declared);
        return others.stream()
                .anyMatch(other -> rank(other, checkout, settings, declared).compareTo(own) < 0);
    }

    private Rank rank(
            Delivery delivery, Checkout checkout, RepositorySettings settings, DeclaredEnvironments declared) {
        Order order = delivery.order();
        boolean changed = declared.find(order.environment())
                .map(environment -> NodeConfiguration.changed(checkout, since(delivery), environment))
                .filter(paths -> !paths.isEmpty())
                .isPresent();
        return new Rank(settings.of(order.environment()).order(), changed);
    }

    /** The last commit that people were told of: what was overtaken told nobody of its commits, so that these count once more. */
    @Nullable CommitId since(Delivery delivery) {
        return log.toldBefore(delivery)
                .map(before -> before.order().commit())
                .orElse(delivery.order().since());
    }
}
