package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.model.Deployment;
import io.github.ksailbot.sandbox.github.model.Ids;

/** Deployments and their statuses. */
public final class DeploymentJson {
    private final Urls urls;
    private final UserJson users;
    private final AppJson apps;

    DeploymentJson(Urls urls, UserJson users, AppJson apps) {
        this.urls = urls;
        this.users = users;
        this.apps = apps;
    }

    public ObjectNode deployment(Deployment deployment) {
        String url = url(deployment);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url);
        json.put("id", deployment.id);
        json.put("node_id", Ids.node("DE", deployment.id));
        json.put("sha", deployment.sha);
        json.put("ref", deployment.ref);
        json.put("task", deployment.task);
        json.set("payload", deployment.payload);
        json.put("original_environment", deployment.environment);
        json.put("environment", deployment.environment);
        json.put("description", deployment.description);
        json.set("creator", users.simple(deployment.app.bot));
        json.put("created_at", deployment.createdAt.toString());
        json.put("updated_at", deployment.createdAt.toString());
        json.put("statuses_url", url + "/statuses");
        json.put("repository_url", urls.api(deployment.repo));
        json.put("transient_environment", false);
        json.put("production_environment", deployment.production);
        json.set("performed_via_github_app", apps.app(deployment.app));
        return json;
    }

    public ObjectNode status(Deployment deployment, Deployment.Status status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", url(deployment) + "/statuses/" + status.id());
        json.put("id", status.id());
        json.put("node_id", Ids.node("DES", status.id()));
        json.put("state", status.state());
        json.set("creator", users.simple(deployment.app.bot));
        json.put("description", status.description());
        json.put("environment", deployment.environment);
        json.put("target_url", status.logUrl());
        json.put("created_at", status.createdAt().toString());
        json.put("updated_at", status.createdAt().toString());
        json.put("deployment_url", url(deployment));
        json.put("repository_url", urls.api(deployment.repo));
        json.put("environment_url", "");
        json.put("log_url", status.logUrl());
        json.set("performed_via_github_app", apps.app(deployment.app));
        return json;
    }

    private String url(Deployment deployment) {
        return urls.api(deployment.repo) + "/deployments/" + deployment.id;
    }
}
