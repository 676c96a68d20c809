package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Deployment;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Deployments and their statuses, newest first. */
final class DeploymentResource {
    /** Characters of a status' description. */
    static final int LONGEST_DESCRIPTION = 140;

    private static final Set<String> STATES =
            Set.of("error", "failure", "inactive", "in_progress", "queued", "pending", "success");
    private static final Set<String> ENDED = Set.of("success");

    private final World world;
    private final Json json;

    DeploymentResource(World world, Json json) {
        this.world = world;
        this.json = json;
    }

    void register(Routes routes) {
        String all = "/repos/{owner}/{repo}/deployments";
        String one = all + "/{deployment_id}";
        routes.get(all, Access.read("deployments"), this::list)
                .post(all, Access.write("deployments"), this::create)
                .get(one, Access.read("deployments"), call -> Answer.ok(json.deployments.deployment(find(call))))
                .get(one + "/statuses", Access.read("deployments"), this::statuses)
                .post(one + "/statuses", Access.write("deployments"), this::addStatus);
    }

    private Answer list(Call call) {
        List<Deployment> found = new ArrayList<>(call.repo().deployments.stream()
                .filter(one -> matches(call, "sha", one.sha))
                .filter(one -> matches(call, "ref", one.ref))
                .filter(one -> matches(call, "task", one.task))
                .filter(one -> matches(call, "environment", one.environment))
                .toList());
        Collections.reverse(found);
        return Answer.page(call, found, json.deployments::deployment);
    }

    private static boolean matches(Call call, String name, String value) {
        return call.query(name).isEmpty() || call.query(name).equals(value);
    }

    private Answer create(Call call) {
        String ref = call.requiredText("ref");
        String sha = world.git.commit(call.repo(), ref);
        if (sha == null) {
            throw ApiError.of(422, "No ref found for: " + ref);
        }
        JsonNode contexts = call.body().path("required_contexts");
        if (!contexts.isArray() || !contexts.isEmpty()) {
            throw ApiError.of(409, "Conflict: Commit status checks failed for " + ref + ".");
        }
        if (call.body().path("auto_merge").asBoolean(true)) {
            throw ApiError.of(409, "Conflict merging the default branch into " + ref + ".");
        }
        String environment = call.text("environment");
        String task = call.text("task");
        JsonNode payload = call.body().path("payload");
        Deployment deployment = new Deployment(
                world.ids.next(),
                call.repo(),
                call.app(),
                new Deployment.Made(
                        sha,
                        ref,
                        task == null ? "deploy" : task,
                        environment == null ? "production" : environment,
                        call.text("description"),
                        payload.isMissingNode() ? JsonNodeFactory.instance.objectNode() : payload,
                        call.body().path("production_environment").asBoolean("production".equals(environment))),
                world.now());
        call.repo().deployments.add(deployment);
        return Answer.created(json.deployments.deployment(deployment));
    }

    private Answer statuses(Call call) {
        Deployment deployment = find(call);
        List<Deployment.Status> newestFirst = new ArrayList<>(deployment.statuses);
        Collections.reverse(newestFirst);
        return Answer.page(call, newestFirst, status -> json.deployments.status(deployment, status));
    }

    private Answer addStatus(Call call) {
        Deployment deployment = find(call);
        String state = call.requiredText("state");
        if (!STATES.contains(state)) {
            throw ApiError.invalid("DeploymentStatus", "state", "state is not included in the list");
        }
        String description = call.text("description");
        if (description != null && description.codePointCount(0, description.length()) > LONGEST_DESCRIPTION) {
            throw ApiError.invalid(
                    "DeploymentStatus",
                    "description",
                    "description is too long (maximum is " + LONGEST_DESCRIPTION + " characters)");
        }
        String log = call.text("log_url");
        Deployment.Status status = new Deployment.Status(
                world.ids.next(), state, description == null ? "" : description, log == null ? "" : log, world.now());
        deployment.statuses.add(status);
        if (ENDED.contains(state) && call.body().path("auto_inactive").asBoolean(true)) {
            replaceOlder(deployment);
        }
        return Answer.created(json.deployments.status(deployment, status));
    }

    /** GitHub does so for environments that are not production. */
    private void replaceOlder(Deployment newest) {
        for (Deployment older : newest.repo.deployments) {
            if (older != newest
                    && !older.production
                    && older.environment.equals(newest.environment)
                    && older.state().equals("success")) {
                older.statuses.add(new Deployment.Status(world.ids.next(), "inactive", "", "", world.now()));
            }
        }
    }

    private static Deployment find(Call call) {
        long id = call.id("deployment_id");
        return call.repo().deployments.stream()
                .filter(one -> one.id == id)
                .findFirst()
                .orElseThrow(ApiError::notFound);
    }
}
