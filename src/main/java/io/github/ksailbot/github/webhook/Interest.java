package io.github.ksailbot.github.webhook;

/** What the bot does about an event. */
enum Interest {
    /** Leads to a verdict. */
    ROUTED,
    /** Kept for features to come; leads to nothing yet. */
    KEPT,
    /** Acknowledged and forgotten. */
    NONE;

    static Interest in(String event, String action) {
        return switch (event) {
            case "pull_request" ->
                switch (action) {
                    case "opened", "synchronize", "reopened", "ready_for_review", "edited" -> ROUTED;
                    default -> NONE;
                };
            case "check_run", "check_suite" -> action.equals("rerequested") ? ROUTED : NONE;
            case "merge_group" -> action.equals("checks_requested") ? ROUTED : NONE;
            case "push", "issue_comment" -> KEPT;
            default -> NONE;
        };
    }

    /** The event's name for metrics: whatever a sender makes up counts as one. */
    static String label(String event) {
        return switch (event) {
            case "pull_request",
                    "check_run",
                    "check_suite",
                    "merge_group",
                    "push",
                    "issue_comment",
                    "ping",
                    "installation",
                    "installation_repositories" -> event;
            default -> "other";
        };
    }
}
