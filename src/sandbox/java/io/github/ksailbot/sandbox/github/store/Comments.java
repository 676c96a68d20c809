package io.github.ksailbot.sandbox.github.store;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Pull;
import org.jspecify.annotations.Nullable;

/** Comments in the conversation of pull requests. */
public final class Comments {

    private final World world;

    public Comments(World world) {
        this.world = world;
    }

    public Comment create(Pull pull, Account author, @Nullable App via, String body) {
        Comment comment = new Comment(world.ids.next(), pull, author, via, body, world.now());
        pull.comments.add(comment);
        pull.updatedAt = world.now();
        world.comments.put(comment.id, comment);
        world.events().issueComment("created", comment, author, null);
        return comment;
    }

    public void edit(Comment comment, String body, Account sender) {
        String previous = comment.body;
        comment.body = body;
        comment.updatedAt = world.now();
        world.events().issueComment("edited", comment, sender, previous);
    }

    public void delete(Comment comment, Account sender) {
        comment.pull.comments.remove(comment);
        world.comments.remove(comment.id);
        world.events().issueComment("deleted", comment, sender, null);
    }

    public Comment.Reaction react(Comment comment, Account user, String content) {
        for (Comment.Reaction reaction : comment.reactions) {
            if (reaction.user().id() == user.id() && reaction.content().equals(content)) {
                return reaction;
            }
        }
        Comment.Reaction reaction = new Comment.Reaction(world.ids.next(), user, content, world.now());
        comment.reactions.add(reaction);
        return reaction;
    }
}
