package io.github.ksailbot.workflow;

/** Port: the bot's own copies of repositories. */
public interface Snapshots {

    /**
     * Brings the commits of a revision into the bot's mirror, if they are not there yet, and opens them. The credential
     * that this needs appears in no URL, log or error.
     *
     * @throws GoneException when a commit is no longer reachable (a force-push took it away)
     * @throws UnavailableException when the Git server cannot be reached or the mirror's storage failed
     */
    Snapshot open(Subject.Proposal subject, Revision revision) throws GoneException, UnavailableException;
}
