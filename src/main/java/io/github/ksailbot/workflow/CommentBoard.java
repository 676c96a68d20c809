package io.github.ksailbot.workflow;

/** Port: the one comment that the bot keeps on a pull request. */
public interface CommentBoard {

    /**
     * Makes the comment say {@code body}: creates it, or edits the one that carries the bot's marker and was written by
     * the bot itself; writes nothing when it says so already. Never makes a second one.
     *
     * @param body Markdown without marker, within GitHub's limit of 65,536 characters less {@value #MARKER_ROOM}
     */
    void put(Subject.PullRequest pullRequest, String body) throws GoneException, UnavailableException;

    /** Characters that an implementation may add as its hidden marker. */
    int MARKER_ROOM = 256;
}
