package io.github.ksailbot.sandbox.github.hook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.CheckSuite;
import io.github.ksailbot.sandbox.github.model.Comment;
import io.github.ksailbot.sandbox.github.model.Installation;
import io.github.ksailbot.sandbox.github.model.MergeGroup;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.Apps;
import io.github.ksailbot.sandbox.github.store.Events;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes webhooks of what happened, one for each installed App that has subscribed. */
public final class WebhookEvents implements Events {

    private final World world;
    private final Webhooks webhooks;
    private final Supplier<Json> json;
    private final PushJson pushes;

    /** @param json late, as the server's address is known after the world is made */
    public WebhookEvents(World world, Webhooks webhooks, Supplier<Json> json) {
        this.world = world;
        this.webhooks = webhooks;
        this.json = json;
        this.pushes = new PushJson(world, json);
    }

    @Override
    public void pullRequest(String action, Pull pull, Account sender, @Nullable ObjectNode extra) {
        ObjectNode payload = payload(action);
        payload.put("number", pull.number);
        payload.set("pull_request", json.get().pulls.full(pull));
        if (extra != null) {
            payload.setAll(extra);
        }
        send("pull_request", action, payload, pull.repo, sender);
    }

    @Override
    public void push(
            Repo repo, String ref, @Nullable String before, @Nullable String after, boolean forced, Account sender) {
        ObjectNode payload = pushes.payload(repo, ref, before, after, forced, sender);
        payload.set("repository", json.get().repositories.pushed(repo));
        send("push", null, payload, repo, sender);
    }

    @Override
    public void checkRun(String action, CheckRun run, Account sender) {
        ObjectNode payload = payload(action);
        payload.set("check_run", json.get().checks.runWithSuite(run));
        checks("check_run", action, payload, run.suite, sender);
    }

    @Override
    public void checkSuite(String action, CheckSuite suite, Account sender) {
        ObjectNode payload = payload(action);
        payload.set("check_suite", json.get().checks.suiteWithCommit(suite));
        checks("check_suite", action, payload, suite, sender);
    }

    @Override
    public void issueComment(String action, Comment comment, Account sender, @Nullable String previousBody) {
        ObjectNode payload = payload(action);
        payload.set("issue", json.get().comments.issue(comment.pull));
        payload.set("comment", json.get().comments.comment(comment));
        if (previousBody != null) {
            payload.putObject("changes").putObject("body").put("from", previousBody);
        }
        send("issue_comment", action, payload, comment.pull.repo, sender);
    }

    @Override
    public void mergeGroup(String action, MergeGroup group, Account sender, @Nullable String reason) {
        ObjectNode payload = payload(action);
        if (reason != null) {
            payload.put("reason", reason);
        }
        payload.set("merge_group", pushes.mergeGroup(group));
        send("merge_group", action, payload, group.pull().repo, sender);
    }

    @Override
    public void installation(String action, Installation installation, Account sender) {
        ObjectNode payload = payload(action);
        payload.set("installation", json.get().apps.installed(installation));
        payload.set("repositories", named(new Apps(world).repositoriesOf(installation)));
        payload.putNull("requester");
        payload.set("sender", json.get().users.simple(sender));
        // Apps hear of their installations without subscribing.
        add(installation.app, installation, "installation", action, payload, null);
    }

    @Override
    public void installationRepositories(
            Installation installation, List<Repo> added, List<Repo> removed, Account sender) {
        String action = removed.isEmpty() ? "added" : "removed";
        ObjectNode payload = payload(action);
        payload.set("installation", json.get().apps.installed(installation));
        payload.put("repository_selection", installation.allRepositories ? "all" : "selected");
        payload.set("repositories_added", named(added));
        payload.set("repositories_removed", named(removed));
        payload.putNull("requester");
        payload.set("sender", json.get().users.simple(sender));
        add(installation.app, installation, "installation_repositories", action, payload, null);
    }

    private ArrayNode named(List<Repo> repos) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        repos.forEach(repo -> array.add(json.get().repositories.named(repo)));
        return array;
    }

    /** An App hears only of its own checks when they are asked for; of completed ones all hear. */
    private void checks(String event, String action, ObjectNode payload, CheckSuite suite, Account sender) {
        boolean own = !List.of("created", "completed").contains(action);
        for (Installation installation : new Apps(world).covering(suite.repo)) {
            if (!own || installation.app == suite.app) {
                sendTo(installation, event, action, payload, suite.repo, sender);
            }
        }
    }

    private void send(String event, @Nullable String action, ObjectNode payload, Repo repo, Account sender) {
        for (Installation installation : new Apps(world).covering(repo)) {
            sendTo(installation, event, action, payload, repo, sender);
        }
    }

    private void sendTo(
            Installation installation,
            String event,
            @Nullable String action,
            ObjectNode payload,
            Repo repo,
            Account sender) {
        if (!installation.app.events.contains(event)) {
            return;
        }
        ObjectNode own = payload.deepCopy();
        if (!own.has("repository")) {
            own.set("repository", json.get().repositories.of(repo));
        }
        if (repo.owner.type() == Account.Type.ORGANIZATION) {
            own.set("organization", json.get().users.organization(repo.owner));
        }
        own.set("sender", json.get().users.simple(sender));
        own.set("installation", json.get().apps.reference(installation));
        add(installation.app, installation, event, action, own, repo);
    }

    private void add(
            App app,
            Installation installation,
            String event,
            @Nullable String action,
            ObjectNode payload,
            @Nullable Repo repo) {
        if (app.webhookUrl == null) {
            return;
        }
        webhooks.add(new Delivery(
                world.ids.next(),
                UUID.randomUUID().toString(),
                app,
                event,
                action,
                installation.id,
                repo == null ? null : repo.id,
                payload.toString(),
                false,
                world.clock.instant(),
                null));
    }

    private static ObjectNode payload(String action) {
        return JsonNodeFactory.instance.objectNode().put("action", action);
    }
}
