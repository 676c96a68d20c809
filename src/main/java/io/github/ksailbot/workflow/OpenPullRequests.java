package io.github.ksailbot.workflow;

import java.util.function.Consumer;

/** Port: every pull request that is open now, for the sweep that finds those whose events were lost. */
public interface OpenPullRequests {

    /**
     * Shows every open pull request of every repository of every installation that is not suspended, page by page, in no
     * particular order. A repository or an installation that cannot be read is logged and left out; the others are shown.
     *
     * @param visitor called in the caller's thread; may write to the database, so no page is asked for meanwhile
     * @throws UnavailableException when GitHub asks to wait or cannot be reached at all; what was shown until then stands
     */
    void visit(Consumer<OpenPullRequest> visitor) throws UnavailableException;

    /**
     * @param subject the pull request, its repository with the name that it has now
     * @param head tip of its head branch now
     */
    record OpenPullRequest(Subject.PullRequest subject, CommitId head) {}
}
