package io.github.ksailbot.workflow;

/** Port: what GitHub says about a subject at this moment. Events are never believed, only what this answers. */
public interface Revisions {

    /**
     * @return both sides as they are now; for a merge group what the group itself says
     * @throws GoneException when the pull request or its repository is no longer there for the App
     * @throws UnavailableException when GitHub cannot be asked now
     */
    Revision current(Subject.Proposal subject) throws GoneException, UnavailableException;
}
