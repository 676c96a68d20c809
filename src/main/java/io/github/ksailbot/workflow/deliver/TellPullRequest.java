package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import java.util.List;

/** Keeps the one comment about deliveries on a merged pull request true. */
public final class TellPullRequest {
    private final DeliveryLog log;
    private final CommentBoard comments;
    private final DeliveryMessages messages;

    public TellPullRequest(DeliveryLog log, CommentBoard comments, DeliveryMessages messages) {
        this.log = log;
        this.comments = comments;
        this.messages = messages;
    }

    /** Doing it twice writes nothing more. */
    public void tell(Subject.Notice notice) throws UnavailableException, GoneException {
        List<Delivery> deliveries = log.followedBy(notice);
        if (!deliveries.isEmpty()) {
            comments.put(
                    new Subject.PullRequest(notice.repository(), notice.number()),
                    CommentBoard.Topic.DELIVERY,
                    messages.notice(deliveries));
        }
    }
}
