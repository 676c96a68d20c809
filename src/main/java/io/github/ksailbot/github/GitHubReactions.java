package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.command.Reactions;
import java.util.Optional;

/**
 * Reactions by GitHub's API, which keeps one of a kind by itself.
 *
 * @see <a href="https://docs.github.com/rest/reactions/reactions#create-reaction-for-an-issue-comment">Create reaction for
 *     an issue comment</a>
 */
final class GitHubReactions implements Reactions {
    private final GitHubApi api;

    GitHubReactions(GitHubApi api) {
        this.api = api;
    }

    @Override
    public void react(Subject.Comment comment, Reaction reaction) throws GoneException, UnavailableException {
        String content =
                switch (reaction) {
                    case SEEN -> "eyes";
                    case DONE -> "rocket";
                    case REFUSED -> "-1";
                };
        Call call = Call.post(
                "/repos/" + comment.repository().fullName() + "/issues/comments/" + comment.id() + "/reactions",
                JsonNodeFactory.instance.objectNode().put("content", content));
        Optional<Reply> reply = api.write(comment.repository().installation(), call);
        if (reply.isPresent() && !(reply.get().status() == 403 && reply.get().says("locked"))) {
            api.check(call, reply.get());
        }
    }
}
