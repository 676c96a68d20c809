package io.github.ksailbot.sandbox.github;

import java.util.Map;

/** A branch of a repository. */
public record SandboxBranch(SandboxRepository repository, String name) {

    /** The commit that it points at now. */
    public String sha() {
        return repository.sha(SandboxRepository.head(name));
    }

    public SandboxBranch commit(String message, Map<String, String> files) {
        return repository.commit(name, message, files);
    }

    /** Into the default branch. */
    public SandboxPullRequest openPullRequest(String title) {
        return openPullRequest(title, repository.defaultBranch());
    }

    public SandboxPullRequest openPullRequest(String title, String base) {
        return openPullRequest(title, base, "");
    }

    /** The body is Markdown. */
    public SandboxPullRequest openPullRequest(String title, String base, String body) {
        return repository.open(repository.repo, name, base, title, body, false);
    }

    public SandboxPullRequest openDraft(String title) {
        return repository.open(repository.repo, name, repository.defaultBranch(), title, "", true);
    }
}
