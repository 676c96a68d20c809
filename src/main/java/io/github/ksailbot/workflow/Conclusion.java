package io.github.ksailbot.workflow;

/** How a check run ends, in GitHub's words. */
public enum Conclusion {
    SUCCESS,
    FAILURE,
    /** Could not be judged, through no fault of the change; asks people to look, and never lets a merge pass. */
    ACTION_REQUIRED,
    /** A newer head is being judged instead. */
    CANCELLED
}
