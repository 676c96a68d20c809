package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.command.Permission;
import io.github.ksailbot.workflow.command.Permissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Permissions by GitHub's API. The word that it gives calls maintain write and triage read, and a role may be of the
 * organization's own making; what the role allows is said beside it.
 *
 * @see <a href="https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user">Get
 *     repository permissions for a user</a>
 */
final class GitHubPermissions implements Permissions {
    /** Of people; bots have brackets in theirs. */
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final GitHubApi api;

    GitHubPermissions(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Permission of(RepositoryRef repository, String login) throws GoneException, UnavailableException {
        if (!LOGIN.matcher(login).matches()) {
            return Permission.NONE;
        }
        Optional<Reply> reply = api.find(
                repository.installation(),
                "/repos/" + repository.fullName() + "/collaborators/" + login + "/permission");
        return reply.map(found -> permission(found.body())).orElse(Permission.NONE);
    }

    private static Permission permission(JsonNode body) {
        JsonNode user = body.path("user");
        if (!user.path("type").asText("User").equals("User")) {
            return Permission.NONE;
        }
        JsonNode rights = user.path("permissions");
        if (rights.isObject()) {
            return rights.path("admin").asBoolean()
                    ? Permission.ADMIN
                    : rights.path("maintain").asBoolean()
                            ? Permission.MAINTAIN
                            : rights.path("push").asBoolean()
                                    ? Permission.WRITE
                                    : rights.path("triage").asBoolean()
                                            ? Permission.TRIAGE
                                            : rights.path("pull").asBoolean() ? Permission.READ : Permission.NONE;
        }
        return switch (body.path("permission").asText()) {
            case "admin" -> Permission.ADMIN;
            case "write" -> Permission.WRITE;
            case "read" -> Permission.READ;
            default -> Permission.NONE;
        };
    }
}
