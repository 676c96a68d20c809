package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.DeploymentId;
import io.github.ksailbot.workflow.deliver.Deployments;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deployments by GitHub's API. A deployment carries its key in its payload, by which it is found after a restart.
 *
 * @see <a href="https://docs.github.com/rest/deployments/deployments">REST API endpoints for deployments</a>
 */
final class GitHubDeployments implements Deployments {
    private static final String KEY = "ksail-bot";
    /** What a dry run calls the deployment that it did not make. */
    private static final DeploymentId NONE = new DeploymentId(0);

    private final GitHubApi api;
    private final GitHubEndpoint endpoint;

    GitHubDeployments(GitHubApi api, GitHubEndpoint endpoint) {
        this.api = api;
        this.endpoint = endpoint;
    }

    @Override
    public DeploymentId create(
            RepositoryRef repository, CommitId commit, String environment, String key, boolean production)
            throws GoneException, UnavailableException {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("ref", commit.value())
                .put("task", "deploy")
                .put("auto_merge", false)
                .put("environment", environment)
                .put("description", "Delivered by KSail Bot")
                .put("production_environment", production);
        // The gate is before the merge: waiting for checks here would wait for this very delivery's.
        body.putArray("required_contexts");
        body.putObject("payload").put(KEY, key);
        Call call = Call.post(path(repository), body);
        Optional<Reply> reply = api.write(repository.installation(), call);
        return reply.isEmpty()
                ? NONE
                : new DeploymentId(
                        api.check(call, reply.get()).body().path("id").asLong());
    }

    @Override
    public Optional<DeploymentId> find(RepositoryRef repository, CommitId commit, String environment, String key)
            throws GoneException, UnavailableException {
        boolean more = true;
        for (int page = 1; more; page++) {
            Reply reply = api.read(
                    repository.installation(),
                    path(repository) + "?sha=" + commit + "&environment="
                            + URLEncoder.encode(environment, StandardCharsets.UTF_8) + "&per_page=100&page=" + page);
            for (JsonNode deployment : reply.body()) {
                if (deployment.path("payload").path(KEY).asText().equals(key)) {
                    return Optional.of(new DeploymentId(deployment.path("id").asLong()));
                }
            }
            more = reply.hasNextPage();
        }
        return Optional.empty();
    }

    @Override
    public void status(
            RepositoryRef repository, DeploymentId id, State state, String description, @Nullable CheckRunId log)
            throws GoneException, UnavailableException {
        if (id.equals(NONE)) {
            return;
        }
        String path = path(repository) + "/" + id.value() + "/statuses";
        String word = state.name().toLowerCase(Locale.ROOT);
        JsonNode latest =
                api.read(repository.installation(), path + "?per_page=1").body().path(0);
        if (latest.path("state").asText().equals(word)) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("state", word)
                .put("description", Cut.to(DESCRIPTION, description))
                .put("auto_inactive", false);
        if (log != null) {
            body.put("log_url", endpoint.page(repository, log.value()).toString());
        }
        Call call = Call.post(path, body);
        Optional<Reply> reply = api.write(repository.installation(), call);
        if (reply.isPresent()) {
            api.check(call, reply.get());
        }
    }

    private static String path(RepositoryRef repository) {
        return "/repos/" + repository.fullName() + "/deployments";
    }
}
