package io.github.ksailbot.sandbox.github.page;

import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.hook.Delivery;
import io.github.ksailbot.sandbox.github.hook.Webhooks;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Deployment;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.Checks;
import io.github.ksailbot.sandbox.github.store.PullRequests;
import io.github.ksailbot.sandbox.github.store.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to look at: repositories, pull requests, their checks and comments, and webhooks. */
final class Pages {

    private static final int LATEST_DELIVERIES = 30;

    private final World world;
    private final Webhooks webhooks;
    private final CheckView checks;

    Pages(World world, Webhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
        this.checks = new CheckView(world);
    }

    String home() {
        Html body = new Html();
        body.tag("h1", "", "Repositories");
        if (world.repos.isEmpty()) {
            body.tag("p", "muted", "There is none yet.");
        }
        for (Repo repo : world.repos.values()) {
            body.raw("<section><h2>")
                    .link("/" + repo.fullName(), repo.fullName())
                    .raw("</h2>");
            pulls(body, repo);
            body.raw("</section>");
        }
        body.raw("<section>")
                .tag("h2", "", "Webhooks")
                .raw("<table><thead><tr><th>Event</th><th>To</th>")
                .raw("<th>Answer</th></tr></thead><tbody>");
        List<Delivery> log = new ArrayList<>(webhooks.log());
        Collections.reverse(log);
        for (Delivery delivery : log.subList(0, Math.min(LATEST_DELIVERIES, log.size()))) {
            Delivery.Outcome outcome = delivery.outcome();
            body.raw("<tr>").tag("td", "", delivery.kind() + (delivery.redelivery() ? " (again)" : ""));
            body.tag("td", "", delivery.app().slug);
            body.tag("td", "", outcome == null ? "on its way" : outcome.statusCode() + " " + outcome.status());
            body.raw("</tr>");
        }
        body.raw("</tbody></table></section>");
        return Layout.page("Sandbox", "", body.toString());
    }

    String repository(Repo repo) {
        Html body = new Html();
        body.tag("h1", "", repo.fullName());
        body.raw("<p>")
                .tag("code", "", "git clone /" + repo.fullName() + ".git")
                .raw("</p>");
        pulls(body, repo);
        deployments(body, repo);
        return Layout.page(repo.fullName(), repo.fullName(), body.toString());
    }

    String pull(Pull pull) {
        Html body = new Html();
        body.raw("<h1>")
                .text(pull.title)
                .raw(" ")
                .tag("span", "muted", "#" + pull.number)
                .raw("</h1><p>");
        state(body, pull);
        body.raw(" ").text(pull.author.login() + " wants to merge ");
        body.tag("code", "", pull.headRef).text(" into ").tag("code", "", pull.baseRef);
        body.text(" at ").tag("code", "", pull.headSha.substring(0, 8)).raw("</p>");
        body.raw("<div class=\"text\">").raw(Markdown.html(pull.body)).raw("</div>");
        body.tag("h2", "", "Checks");
        List<CheckRun> runs = new ArrayList<>(new Checks(world).runsOn(pull.repo, pull.headSha));
        Collections.reverse(runs);
        if (runs.isEmpty()) {
            body.tag("p", "muted", "None on this commit.");
        }
        runs.forEach(run -> checks.show(body, run));
        String merged = pull.mergeCommitSha;
        if (pull.merged() && merged != null && !merged.equals(pull.headSha)) {
            body.tag("h2", "", "Checks of the merge " + merged.substring(0, 8));
            new Checks(world).runsOn(pull.repo, merged).forEach(run -> checks.show(body, run));
        }
        body.tag("h2", "", "Conversation");
        for (Comment comment : pull.comments) {
            body.raw("<article id=\"issuecomment-" + comment.id + "\"><header>");
            body.tag("strong", "", comment.author.login());
            body.tag("span", "muted", " " + comment.createdAt).raw("</header><div class=\"text\">");
            body.raw(Markdown.html(comment.body)).raw("</div></article>");
        }
        if (pull.comments.isEmpty()) {
            body.tag("p", "muted", "No comments.");
        }
        files(body, pull);
        return Layout.page(pull.title, pull.repo.fullName(), body.toString());
    }

    String run(CheckRun run) {
        Html body = new Html();
        body.tag("h1", "", run.name);
        checks.show(body, run);
        return Layout.page(run.name, run.suite.repo.fullName(), body.toString());
    }

    /** A file with numbered lines to link to. */
    @Nullable String file(Repo repo, String sha, String path) {
        byte[] content = History.file(world.git.of(repo), sha, path);
        if (content == null) {
            return null;
        }
        Html body = new Html();
        body.tag("h1", "", path).raw("<pre class=\"file\">");
        int number = 1;
        for (String line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
            body.raw("<span id=\"L" + number + "\"><i>" + number + "</i>")
                    .text(line)
                    .raw("</span>\n");
            number++;
        }
        return Layout.page(path, repo.fullName(), body.raw("</pre>").toString());
    }

    private static void deployments(Html body, Repo repo) {
        body.tag("h2", "", "Deployments");
        if (repo.deployments.isEmpty()) {
            body.tag("p", "muted", "None yet.");
        }
        List<Deployment> newestFirst = new ArrayList<>(repo.deployments);
        Collections.reverse(newestFirst);
        for (Deployment deployment : newestFirst) {
            body.raw("<article><header>").tag("span", "state " + deployment.state(), deployment.state());
            body.raw(" ").tag("strong", "", deployment.environment).raw(" ");
            body.tag("code", "", deployment.sha.substring(0, 8)).raw("</header><ul>");
            for (Deployment.Status status : deployment.statuses) {
                body.raw("<li>").tag("span", "muted", status.createdAt() + " ").text(status.state() + " ");
                body.text(status.description()).raw("</li>");
            }
            body.raw("</ul></article>");
        }
    }

    private void files(Html body, Pull pull) {
        body.tag("h2", "", "Files");
        for (History.FileChange file : new PullRequests(world).files(pull)) {
            body.raw("<details><summary>").tag("code", "", file.path()).text(" ");
            body.tag("span", "plus", "+" + file.additions()).text(" ").tag("span", "minus", "-" + file.deletions());
            body.raw("</summary><pre>");
            for (String line : file.patch().split("\n", -1)) {
                String style = line.startsWith("+") ? "plus" : line.startsWith("-") ? "minus" : "";
                body.tag("span", style, line).raw("\n");
            }
            body.raw("</pre></details>");
        }
    }

    private void pulls(Html body, Repo repo) {
        if (repo.pulls.isEmpty()) {
            body.tag("p", "muted", "No pull requests.");
            return;
        }
        body.raw("<ul class=\"plain\">");
        for (Pull pull : repo.pulls.descendingMap().values()) {
            body.raw("<li>");
            state(body, pull);
            body.raw(" ").link("/" + repo.fullName() + "/pull/" + pull.number, "#" + pull.number + " " + pull.title);
            for (CheckRun run : new Checks(world).runsOn(repo, pull.headSha)) {
                body.raw(" ");
                CheckView.badge(body, run);
            }
            body.raw("</li>");
        }
        body.raw("</ul>");
    }

    private static void state(Html body, Pull pull) {
        String state = pull.merged() ? "merged" : pull.closed ? "closed" : pull.draft ? "draft" : "open";
        body.tag("span", "state " + state, state);
    }
}
