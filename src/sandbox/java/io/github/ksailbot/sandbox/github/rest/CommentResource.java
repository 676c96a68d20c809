package io.github.ksailbot.sandbox.github.rest;

import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.store.Comments;
import io.github.ksailbot.sandbox.github.store.World;
import java.time.Instant;
import java.util.List;

/** Comments in conversations, and the issue that a pull request also is. */
final class CommentResource {

    /** Characters of a body. */
    static final int LONGEST_BODY = 65_536;

    private static final String[] ANY = {"issues", "pull_requests"};

    private final World world;
    private final Json json;
    private final Comments comments;

    CommentResource(World world, Json json) {
        this.world = world;
        this.json = json;
        this.comments = new Comments(world);
    }

    void register(Routes routes) {
        String one = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
        String all = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
        routes.get(one, Access.read(ANY), call -> Answer.ok(json.comments.comment(find(world, call))))
                .patch(one, Access.write(ANY), this::edit)
                .delete(one, Access.write(ANY), this::delete)
                .get(all, Access.read(ANY), this::list)
                .post(all, Access.write(ANY), this::create)
                .get("/repos/{owner}/{repo}/issues/{issue_number}", Access.read(ANY), this::issue);
    }

    private Answer issue(Call call) {
        return Answer.ok(json.comments.issue(pull(call)));
    }

    private Answer list(Call call) {
        Instant since = call.queryTime("since", Instant.MIN);
        List<Comment> all = pull(call).comments.stream()
                .filter(comment -> !comment.updatedAt.isBefore(since))
                .toList();
        return Answer.page(call, all, json.comments::comment);
    }

    private Answer create(Call call) {
        Comment comment = comments.create(pull(call), call.author(), call.via(), body(call));
        return Answer.created(json.comments.comment(comment));
    }

    private Answer edit(Call call) {
        Comment comment = find(world, call);
        comments.edit(comment, body(call), call.author());
        return Answer.ok(json.comments.comment(comment));
    }

    private Answer delete(Call call) {
        comments.delete(find(world, call), call.author());
        return Answer.noContent();
    }

    private static String body(Call call) {
        String body = call.requiredText("body");
        if (body.isBlank()) {
            throw ApiError.invalid("IssueComment", "body", "body can't be blank");
        }
        if (body.codePointCount(0, body.length()) > LONGEST_BODY) {
            throw ApiError.invalid(
                    "IssueComment", "body", "body is too long (maximum is " + LONGEST_BODY + " characters)");
        }
        return body;
    }

    private static Pull pull(Call call) {
        Pull pull = call.repo().pulls.get((int) call.id("issue_number"));
        if (pull == null) {
            throw ApiError.notFound();
        }
        return pull;
    }

    static Comment find(World world, Call call) {
        Comment comment = world.comments.get(call.id("comment_id"));
        if (comment == null || comment.pull.repo != call.repo()) {
            throw ApiError.notFound();
        }
        return comment;
    }
}
