package io.github.ksailbot.github;

import io.github.ksailbot.github.mirror.GitMirrors;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.Mainline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Branches by GitHub's API, their commits from the bot's mirror. */
final class GitHubMainline implements Mainline {
    private final GitHubApi api;
    private final GitMirrors mirrors;

    GitHubMainline(GitHubApi api, GitMirrors mirrors) {
        this.api = api;
        this.mirrors = mirrors;
    }

    @Override
    public Head head(RepositoryRef repository, String branch) throws GoneException, UnavailableException {
        String repo = "/repos/" + repository.fullName();
        String name = branch.isEmpty()
                ? api.read(repository.installation(), repo)
                        .body()
                        .path("default_branch")
                        .asText()
                : branch;
        String sha = api.read(
                        repository.installation(),
                        repo + "/branches/"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .body()
                .path("commit")
                .path("sha")
                .asText();
        return new Head(name, new CommitId(sha));
    }

    @Override
    public Checkout open(RepositoryRef repository, Head head) throws GoneException, UnavailableException {
        return mirrors.checkout(repository, head);
    }
}
