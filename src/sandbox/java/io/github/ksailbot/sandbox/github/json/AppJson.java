package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.Ids;
import io.github.ksailbot.sandbox.github.model.Installation;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Apps and installations. */
public final class AppJson {

    private final Urls urls;
    private final UserJson users;

    AppJson(Urls urls, UserJson users) {
        this.urls = urls;
        this.users = users;
    }

    /** GitHub's "integration". */
    public ObjectNode app(App app) {
        ObjectNode json = object();
        json.put("id", app.id);
        json.put("slug", app.slug);
        json.put("client_id", "Iv1." + Long.toHexString(app.id));
        json.put("node_id", Ids.node("A", app.id));
        json.set("owner", users.simple(app.owner));
        json.put("name", app.name);
        json.put("description", "");
        json.put("external_url", urls.web() + "/apps/" + app.slug);
        json.put("html_url", urls.web() + "/apps/" + app.slug);
        json.put("created_at", app.createdAt.toString());
        json.put("updated_at", app.createdAt.toString());
        json.set("permissions", permissions(app.permissions));
        json.set("events", strings(app.events));
        return json;
    }

    public ObjectNode installation(Installation installation) {
        Account account = installation.account;
        ObjectNode json = object();
        json.put("id", installation.id);
        json.set("account", users.simple(account));
        json.put("repository_selection", installation.allRepositories ? "all" : "selected");
        json.put("access_tokens_url", urls.api() + "/app/installations/" + installation.id + "/access_tokens");
        json.put("repositories_url", urls.api() + "/installation/repositories");
        json.put("html_url", urls.web() + "/settings/installations/" + installation.id);
        json.put("app_id", installation.app.id);
        json.put("app_slug", installation.app.slug);
        json.put("target_id", account.id());
        json.put("target_type", account.type().json());
        json.set("permissions", permissions(installation.permissions));
        json.set("events", strings(installation.app.events));
        json.put("created_at", installation.createdAt.toString());
        json.put("updated_at", installation.createdAt.toString());
        json.putNull("single_file_name");
        json.put("has_multiple_single_files", false);
        json.putArray("single_file_paths");
        Instant suspended = installation.suspendedAt;
        json.put("suspended_at", suspended == null ? null : suspended.toString());
        json.set("suspended_by", suspended == null ? json.nullNode() : users.simple(account));
        return json;
    }

    /** As webhooks carry it: times in seconds. */
    public ObjectNode installed(Installation installation) {
        ObjectNode json = installation(installation);
        json.put("created_at", installation.createdAt.getEpochSecond());
        json.put("updated_at", installation.createdAt.getEpochSecond());
        return json;
    }

    /** As all webhooks but those about installations carry it. */
    public ObjectNode reference(Installation installation) {
        ObjectNode json = object();
        json.put("id", installation.id);
        json.put("node_id", Ids.node("MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9u", installation.id));
        return json;
    }

    public static ObjectNode permissions(Map<String, String> permissions) {
        ObjectNode json = object();
        new TreeMap<>(permissions).forEach(json::put);
        return json;
    }

    private static ArrayNode strings(Collection<String> values) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        new TreeSet<>(values).forEach(json::add);
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
