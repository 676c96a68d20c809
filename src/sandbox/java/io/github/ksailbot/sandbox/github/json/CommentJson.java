package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Ids;
import io.github.ksailbot.sandbox.github.model.Pull;
import java.time.Instant;
import java.util.List;

/** Issue comments, reactions, and the issue side of a pull request. */
public final class CommentJson {

    /** All that GitHub knows. */
    public static final List<String> REACTIONS =
            List.of("+1", "-1", "laugh", "confused", "heart", "hooray", "eyes", "rocket");

    private final Urls urls;
    private final UserJson users;
    private final AppJson apps;

    CommentJson(Urls urls, UserJson users, AppJson apps) {
        this.urls = urls;
        this.users = users;
        this.apps = apps;
    }

    public ObjectNode comment(Comment comment) {
        Pull pull = comment.pull;
        String url = urls.api(pull.repo) + "/issues/comments/" + comment.id;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url);
        json.put("html_url", urls.web(pull.repo) + "/pull/" + pull.number + "#issuecomment-" + comment.id);
        json.put("issue_url", urls.api(pull.repo) + "/issues/" + pull.number);
        json.put("id", comment.id);
        json.put("node_id", Ids.node("IC", comment.id));
        json.set("user", users.simple(comment.author));
        json.put("created_at", comment.createdAt.toString());
        json.put("updated_at", comment.updatedAt.toString());
        json.put("author_association", PullJson.association(pull.repo, comment.author));
        json.put("body", comment.body);
        json.set("performed_via_github_app", comment.via == null ? json.nullNode() : apps.app(comment.via));
        json.set("reactions", rollup(url, comment.reactions));
        return json;
    }

    private static ObjectNode rollup(String url, List<Comment.Reaction> reactions) {
        ObjectNode rollup = JsonNodeFactory.instance.objectNode();
        rollup.put("url", url + "/reactions");
        rollup.put("total_count", reactions.size());
        for (String content : REACTIONS) {
            rollup.put(
                    content,
                    reactions.stream()
                            .filter(reaction -> reaction.content().equals(content))
                            .count());
        }
        return rollup;
    }

    public ObjectNode reaction(Comment.Reaction reaction) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", reaction.id());
        json.put("node_id", Ids.node("REA", reaction.id()));
        json.set("user", users.simple(reaction.user()));
        json.put("content", reaction.content());
        json.put("created_at", reaction.createdAt().toString());
        return json;
    }

    /** A pull request is an issue, too. */
    public ObjectNode issue(Pull pull) {
        String url = urls.api(pull.repo) + "/issues/" + pull.number;
        String page = urls.web(pull.repo) + "/pull/" + pull.number;
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url);
        json.put("repository_url", urls.api(pull.repo));
        json.put("labels_url", url + "/labels{/name}");
        json.put("comments_url", url + "/comments");
        json.put("events_url", url + "/events");
        json.put("html_url", page);
        json.put("id", pull.id);
        json.put("node_id", Ids.node("PR", pull.id));
        json.put("number", pull.number);
        json.put("title", pull.title);
        json.set("user", users.simple(pull.author));
        json.putArray("labels");
        json.put("state", pull.closed ? "closed" : "open");
        json.put("locked", false);
        json.putNull("assignee");
        json.putArray("assignees");
        json.putNull("milestone");
        json.put("comments", pull.comments.size());
        json.put("created_at", pull.createdAt.toString());
        json.put("updated_at", pull.updatedAt.toString());
        Instant closed = pull.closedAt;
        json.put("closed_at", closed == null ? null : closed.toString());
        json.put("author_association", PullJson.association(pull.repo, pull.author));
        json.putNull("active_lock_reason");
        json.put("draft", pull.draft);
        ObjectNode reference = json.putObject("pull_request");
        reference.put("url", urls.api(pull.repo) + "/pulls/" + pull.number);
        reference.put("html_url", page);
        reference.put("diff_url", page + ".diff");
        reference.put("patch_url", page + ".patch");
        Instant merged = pull.mergedAt;
        reference.put("merged_at", merged == null ? null : merged.toString());
        json.put("body", pull.body);
        json.set("reactions", rollup(url, List.of()));
        return json;
    }
}
