package io.github.ksailbot.sandbox.github.rest;

import io.github.ksailbot.sandbox.github.json.CommentJson;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.store.Comments;
import io.github.ksailbot.sandbox.github.store.World;

/** Reactions to comments. */
final class ReactionResource {

    private final World world;
    private final Json json;

    ReactionResource(World world, Json json) {
        this.world = world;
        this.json = json;
    }

    void register(Routes routes) {
        String reactions = "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions";
        routes.get(reactions, Access.read("issues", "pull_requests"), this::list)
                .post(reactions, Access.write("issues", "pull_requests"), this::react);
    }

    private Answer list(Call call) {
        return Answer.page(call, CommentResource.find(world, call).reactions, json.comments::reaction);
    }

    private Answer react(Call call) {
        Comment comment = CommentResource.find(world, call);
        String content = call.requiredText("content");
        if (!CommentJson.REACTIONS.contains(content)) {
            throw ApiError.invalid("Reaction", "content", "content is not included in the list");
        }
        int before = comment.reactions.size();
        Comment.Reaction reaction = new Comments(world).react(comment, call.author(), content);
        return Answer.of(comment.reactions.size() > before ? 201 : 200, json.comments.reaction(reaction));
    }
}
