package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.MergedPullRequests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pull requests of a commit by GitHub's API, which also knows open ones and those of other branches and repositories.
 *
 * @see <a href="https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit">List pull requests
 *     associated with a commit</a>
 */
final class GitHubMergedPullRequests implements MergedPullRequests {
    private final GitHubApi api;

    GitHubMergedPullRequests(GitHubApi api) {
        this.api = api;
    }

    @Override
    public List<Subject.Notice> broughtBy(RepositoryRef repository, String branch, CommitId commit)
            throws GoneException, UnavailableException {
        Reply reply = api.read(
                repository.installation(),
                "/repos/" + repository.fullName() + "/commits/" + commit + "/pulls?per_page=100");
        List<Subject.Notice> found = new ArrayList<>();
        for (JsonNode pull : reply.body()) {
            JsonNode base = pull.path("base");
            if (pull.path("merged_at").isTextual()
                    && base.path("ref").asText().equals(branch)
                    && base.path("repo").path("id").asLong() == repository.id()) {
                found.add(new Subject.Notice(repository, pull.path("number").asInt()));
            }
        }
        found.sort(Comparator.comparingInt(Subject.Notice::number));
        return found;
    }
}
