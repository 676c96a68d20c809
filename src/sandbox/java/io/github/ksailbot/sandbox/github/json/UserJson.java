package io.github.ksailbot.sandbox.github.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Ids;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Accounts. */
public final class UserJson {

    private static final Template USER = Template.of("user");

    private final Urls urls;

    UserJson(Urls urls) {
        this.urls = urls;
    }

    /** GitHub's "simple user". */
    public ObjectNode simple(Account account) {
        boolean bot = account.type() == Account.Type.BOT;
        ObjectNode user = filled(account);
        user.put("login", account.login());
        if (bot) {
            // A bot's page is its App's.
            user.put("html_url", urls.web() + "/apps/" + account.login().replace("[bot]", ""));
        }
        user.put("id", account.id());
        user.put("node_id", Ids.node(account.type() == Account.Type.ORGANIZATION ? "O" : "U", account.id()));
        user.put("type", account.type().json());
        user.put("user_view_type", "public");
        return user;
    }

    private ObjectNode filled(Account account) {
        return USER.fill(Map.of(
                "api",
                urls.api(),
                "web",
                urls.web(),
                "login",
                URLEncoder.encode(account.login(), StandardCharsets.UTF_8),
                "id",
                Long.toString(account.id())));
    }

    /** GitHub's "public user", as {@code GET /users/LOGIN} answers. */
    public ObjectNode full(Account account) {
        ObjectNode user = simple(account);
        user.put("name", account.login());
        for (String absent : new String[] {"company", "email", "location", "bio", "hireable", "twitter_username"}) {
            user.putNull(absent);
        }
        user.put("blog", "");
        for (String none : new String[] {"public_repos", "public_gists", "followers", "following"}) {
            user.put(none, 0);
        }
        user.put("created_at", "2020-01-01T00:00:00Z");
        user.put("updated_at", "2020-01-01T00:00:00Z");
        return user;
    }

    /** {@code organization} of a webhook. */
    public ObjectNode organization(Account account) {
        ObjectNode organization = filled(account);
        String url = urls.api() + "/orgs/" + account.login();
        ObjectNode json = organization.objectNode();
        json.put("login", account.login());
        json.put("id", account.id());
        json.put("node_id", Ids.node("O", account.id()));
        json.put("url", url);
        json.put("repos_url", url + "/repos");
        json.put("events_url", url + "/events");
        json.put("hooks_url", url + "/hooks");
        json.put("issues_url", url + "/issues");
        json.put("members_url", url + "/members{/member}");
        json.put("public_members_url", url + "/public_members{/member}");
        json.set("avatar_url", organization.get("avatar_url"));
        json.put("description", "");
        return json;
    }
}
