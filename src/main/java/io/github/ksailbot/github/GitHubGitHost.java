package io.github.ksailbot.github;

import io.github.ksailbot.github.mirror.GitHost;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.net.URI;

/** GitHub as the place where mirrors are fetched from. */
final class GitHubGitHost implements GitHost {
    private final GitHubEndpoint endpoint;
    private final InstallationTokens tokens;

    GitHubGitHost(GitHubEndpoint endpoint, InstallationTokens tokens) {
        this.endpoint = endpoint;
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public URI url(RepositoryRef repository) {
        return endpoint.git(repository);
    }

    @Override
    public String token(RepositoryRef repository) throws GoneException, UnavailableException {
        return tokens.ofContents(repository);
    }

    @Override
    public void refused(RepositoryRef repository, String token) {
        tokens.refused(repository, token);
    }
}
