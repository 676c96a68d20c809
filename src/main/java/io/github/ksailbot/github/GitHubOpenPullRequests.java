package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.OpenPullRequests;
import io.github.ksailbot.workflow.Repositories;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.quarkus.logging.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Walks through all installations, their repositories and the open pull requests of these, a hundred at a time. */
final class GitHubOpenPullRequests implements OpenPullRequests, Repositories {
    private final GitHubApi api;

    GitHubOpenPullRequests(GitHubApi api) {
        this.api = api;
    }

    @Override
    public void visit(Consumer<OpenPullRequest> visitor) throws UnavailableException {
        each(repository -> visit(repository, visitor));
    }

    @Override
    public void visitRepositories(Consumer<RepositoryRef> visitor) throws UnavailableException {
        each(visitor::accept);
    }

    private interface Visit {
        void to(RepositoryRef repository) throws UnavailableException;
    }

    private void each(Visit visit) throws UnavailableException {
        UnavailableException limited = null;
        for (long installation : installations()) {
            try {
                for (RepositoryRef repository : repositories(installation)) {
                    visit.to(repository);
                }
            } catch (GoneException e) {
                leftOut("Installation " + installation, e);
            } catch (UnavailableException e) {
                if (e.retryAfter() != null) {
                    // Each installation has limits of its own: the others go on.
                    limited = e;
                } else {
                    unlessAnswered("Installation " + installation, e);
                }
            }
        }
        if (limited != null) {
            throw limited;
        }
    }

    private static void leftOut(String what, Exception e) {
        Log.warnf("%s is left out of the search: %s", what, e.getMessage());
    }

    /** When GitHub cannot be reached at all, going on is of no use. */
    private static void unlessAnswered(String what, UnavailableException e) throws UnavailableException {
        if (e.retryAfter() != null || !(e.getCause() instanceof HttpStatusException)) {
            throw e;
        }
        leftOut(what, e);
    }

    private List<Long> installations() throws UnavailableException {
        List<Long> all = new ArrayList<>();
        try {
            boolean more = true;
            for (int page = 1; more; page++) {
                Reply reply = api.asApp("/app/installations?per_page=100&page=" + page);
                for (JsonNode installation : reply.body()) {
                    if (!installation.path("suspended_at").isTextual()) {
                        all.add(installation.path("id").asLong());
                    }
                }
                more = reply.hasNextPage();
            }
        } catch (GoneException e) {
            throw new UnavailableException("GitHub does not know the App: " + e.getMessage(), e);
        }
        return all;
    }

    private List<RepositoryRef> repositories(long installation) throws GoneException, UnavailableException {
        List<RepositoryRef> all = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            Reply reply = api.read(installation, "/installation/repositories?per_page=100&page=" + page);
            for (JsonNode repository : reply.body().path("repositories")) {
                // Neither takes check runs.
                boolean closed = repository.path("archived").asBoolean()
                        || repository.path("disabled").asBoolean();
                if (!closed) {
                    all.add(new RepositoryRef(
                            installation,
                            repository.path("id").asLong(),
                            repository.path("owner").path("login").asText(),
                            repository.path("name").asText()));
                }
            }
            more = reply.hasNextPage();
        }
        return all;
    }

    private void visit(RepositoryRef repository, Consumer<OpenPullRequest> visitor) throws UnavailableException {
        try {
            boolean more = true;
            for (int page = 1; more; page++) {
                Reply reply = api.read(
                        repository.installation(),
                        "/repos/" + repository.fullName() + "/pulls?state=open&per_page=100&page=" + page);
                for (JsonNode pull : reply.body()) {
                    visitor.accept(new OpenPullRequest(
                            new Subject.PullRequest(
                                    repository, pull.path("number").asInt()),
                            new CommitId(pull.path("head").path("sha").asText())));
                }
                more = reply.hasNextPage();
            }
        } catch (GoneException e) {
            leftOut("Repository " + repository, e);
        } catch (UnavailableException e) {
            unlessAnswered("Repository " + repository, e);
        }
    }
}
