package io.github.ksailbot.github.webhook;

/** What the bot does about an event. */
enum Interest {
    /** Leads to a verdict, a delivery or the answer to a command. */
    ROUTED,
    /** Acknowledged and forgotten. */
    NONE;

    static Interest in(String event, String action) {
        return switch (event) {
            case "pull_request" ->
                switch (action) {
                    case "opened", "synchronize", "reopened", "ready_for_review", "edited", "closed" -> ROUTED;
                    default -> NONE;
                };
            case "check_run", "check_suite" -> action.equals("rerequested") ? ROUTED : NONE;
            case "merge_group" -> action.equals("checks_requested") ? ROUTED : NONE;
            case "push" -> ROUTED;
            // What was edited was not said like this: only new comments are commands.
            case "issue_comment" -> action.equals("created") ? ROUTED : NONE;
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
