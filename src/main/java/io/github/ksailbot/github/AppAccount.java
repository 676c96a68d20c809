package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.UnavailableException;
import org.jspecify.annotations.Nullable;

/** Tells what the App wrote itself from what others wrote. */
final class AppAccount {
    private final GitHubApi api;
    private volatile @Nullable String login;

    AppAccount(GitHubApi api) {
        this.api = api;
    }

    /**
     * @param comment as GitHub gives it
     */
    boolean wrote(JsonNode comment) throws GoneException, UnavailableException {
        // A person who uses the App is named with the App, too.
        if (!"Bot".equals(comment.path("user").path("type").asText())) {
            return false;
        }
        JsonNode app = comment.path("performed_via_github_app").path("id");
        return app.isNumber()
                ? app.asText().equals(api.appId())
                : comment.path("user").path("login").asText().equals(login());
    }

    /** Asked once; only where a comment does not name the App. */
    private String login() throws GoneException, UnavailableException {
        String known = login;
        if (known == null) {
            known = api.asApp("/app").body().path("slug").asText() + "[bot]";
            login = known;
        }
        return known;
    }
}
