package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.workflow.Annotation;
import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Check runs by GitHub's API. More annotations than one request takes are sent by further ones, and only the last one
 * concludes: a run that is cut off in between stays in progress, and is found and finished by the next attempt.
 *
 * @see <a href="https://docs.github.com/rest/checks/runs">REST API endpoints for check runs</a>
 */
final class GitHubCheckRuns implements CheckRuns {
    /** What a dry run calls the check run that it did not make. */
    private static final CheckRunId NONE = new CheckRunId(0);

    private final GitHubApi api;

    GitHubCheckRuns(GitHubApi api) {
        this.api = api;
    }

    @Override
    public CheckRunId create(RepositoryRef repository, CommitId head, CheckRun run)
            throws GoneException, UnavailableException {
        List<Annotation> annotations = run.output().annotations();
        int first = Math.min(annotations.size(), CheckRunJson.ANNOTATIONS);
        ObjectNode body = CheckRunJson.of(run, annotations.subList(0, first), first == annotations.size())
                .put("name", run.name())
                .put("head_sha", head.value())
                .put("external_id", run.externalId());
        Call call = Call.post("/repos/" + repository.fullName() + "/check-runs", body);
        Optional<Reply> reply = api.write(repository.installation(), call);
        if (reply.isEmpty()) {
            return NONE;
        }
        CheckRunId id =
                new CheckRunId(api.check(call, reply.get()).body().path("id").asLong());
        if (first < annotations.size()) {
            send(repository, id, run, annotations.subList(first, annotations.size()));
        }
        return id;
    }

    @Override
    public void update(RepositoryRef repository, CheckRunId id, CheckRun run)
            throws GoneException, UnavailableException {
        send(repository, id, run, run.output().annotations());
    }

    private void send(RepositoryRef repository, CheckRunId id, CheckRun run, List<Annotation> annotations)
            throws GoneException, UnavailableException {
        int from = 0;
        do {
            int to = Math.min(from + CheckRunJson.ANNOTATIONS, annotations.size());
            ObjectNode body = CheckRunJson.of(run, annotations.subList(from, to), to == annotations.size());
            Call call = Call.patch("/repos/" + repository.fullName() + "/check-runs/" + id.value(), body);
            Optional<Reply> reply = api.write(repository.installation(), call);
            if (reply.isPresent()) {
                api.check(call, reply.get());
            }
            from = to;
        } while (from < annotations.size());
    }

    @Override
    public Map<String, Existing> find(RepositoryRef repository, CommitId head)
            throws GoneException, UnavailableException {
        Map<String, Existing> found = new HashMap<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            Reply reply = api.read(
                    repository.installation(),
                    "/repos/" + repository.fullName() + "/commits/" + head + "/check-runs?app_id=" + api.appId()
                            + "&filter=all&per_page=100&page=" + page);
            for (JsonNode run : reply.body().path("check_runs")) {
                // Older GitHub Enterprise Servers do not know the filter by App.
                if (run.path("app").path("id").asText().equals(api.appId())) {
                    found.merge(run.path("external_id").asText(), existing(run), GitHubCheckRuns::newer);
                }
            }
            more = reply.hasNextPage();
        }
        return found;
    }

    private static Existing existing(JsonNode run) {
        return new Existing(
                new CheckRunId(run.path("id").asLong()),
                "completed".equals(run.path("status").asText()),
                run.path("output").path("annotations_count").asInt());
    }

    private static Existing newer(Existing one, Existing other) {
        return one.id().value() >= other.id().value() ? one : other;
    }
}
