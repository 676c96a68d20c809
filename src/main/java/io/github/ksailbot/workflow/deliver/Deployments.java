package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.UnavailableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: deployments on GitHub. */
public interface Deployments {
    /** Characters of a status' description; GitHub takes no more. */
    int DESCRIPTION = 140;

    /** @param production whether GitHub is to show the environment as one that end users meet */
    DeploymentId create(RepositoryRef repository, CommitId commit, String environment, String key, boolean production)
            throws GoneException, UnavailableException;

    /** The deployment that this App made earlier with that key. */
    Optional<DeploymentId> find(RepositoryRef repository, CommitId commit, String environment, String key)
            throws GoneException, UnavailableException;

    /**
     * Adds a status, unless the latest one says the same.
     *
     * @param description plain text, at most {@value #DESCRIPTION} characters
     * @param log the check run that has the details; null for none
     */
    void status(RepositoryRef repository, DeploymentId id, State state, String description, @Nullable CheckRunId log)
            throws GoneException, UnavailableException;

    /** In GitHub's words. */
    enum State {
        QUEUED,
        IN_PROGRESS,
        SUCCESS,
        FAILURE,
        INACTIVE
    }
}
