package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Mainline.Head;
import org.jspecify.annotations.Nullable;

/** Why what was ordered is not delivered when the branch is not where it was, without saying more than is known. */
final class Overtaking {
    private Overtaking() {}

    /**
     * A merge has ordered another commit since.
     *
     * @param newer null when that is not known any more
     */
    static Settlement byOrder(@Nullable CommitId newer) {
        String which = newer == null ? "Another commit" : "Another commit, `" + newer.abbreviated() + "`,";
        return new Settlement(
                Conclusion.CANCELLED, null, which + " of the branch was ordered since, and is delivered instead", "");
    }

    /**
     * The branch has moved since it was ordered, and nothing is known of an order for what it has now.
     *
     * @param now the branch as it is, open
     */
    static Settlement byBranch(Order order, Head head, Checkout now) {
        String branch = "`" + head.branch() + "`";
        String then = "`" + order.commit().abbreviated() + "`";
        String there = "`" + head.commit().abbreviated() + "`";
        if (now.isBehind(order.commit())) {
            return new Settlement(
                    Conclusion.ACTION_REQUIRED,
                    null,
                    branch + " was set back from " + then + " to " + there + ", which is older. Nothing was delivered,"
                            + " and no tag goes back: to deliver what was there before, revert with a new commit",
                    "");
        }
        if (order.kind() != Order.Kind.MERGE) {
            return new Settlement(
                    Conclusion.ACTION_REQUIRED,
                    null,
                    branch + " has moved from " + then + " to " + there
                            + " since this was asked for, and nothing was done. Look at that, then say it again",
                    "");
        }
        String what = now.isAncestor(order.commit(), head.commit())
                ? branch + " has moved on to " + there + ", which contains this commit"
                : branch + " was rewritten, and has " + there + ", which does not contain this commit";
        return new Settlement(Conclusion.CANCELLED, null, what + "; that one is looked at instead", "");
    }
}
