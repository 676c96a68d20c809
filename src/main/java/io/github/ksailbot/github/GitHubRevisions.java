package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;

/**
 * Both sides of a pull request, by one call. Its base is the tip of the base branch as of the last push to the pull
 * request or change of its base: what GitHub keeps, and so the same for the same pull request until somebody changes it.
 */
final class GitHubRevisions implements Revisions {
    private final GitHubApi api;

    GitHubRevisions(GitHubApi api) {
        this.api = api;
    }

    @Override
    public Revision current(Subject.Proposal subject) throws GoneException, UnavailableException {
        if (subject instanceof Subject.MergeGroup group) {
            return new Revision(group.head(), group.base(), group.baseBranch(), false, true);
        }
        Subject.PullRequest pullRequest = (Subject.PullRequest) subject;
        JsonNode pull = api.read(
                        pullRequest.repository().installation(),
                        "/repos/" + pullRequest.repository().fullName() + "/pulls/" + pullRequest.number())
                .body();
        JsonNode head = pull.path("head");
        JsonNode base = pull.path("base");
        // A fork that was deleted leaves no repository behind.
        boolean fork = head.path("repo").path("id").asLong(-1)
                != base.path("repo").path("id").asLong(-2);
        return new Revision(
                new CommitId(head.path("sha").asText()),
                new CommitId(base.path("sha").asText()),
                base.path("ref").asText(),
                fork,
                "open".equals(pull.path("state").asText()));
    }
}
