package io.github.ksailbot.workflow.command;

import java.util.Locale;

/** What somebody may do with a repository, in GitHub's words; each holds what comes before it. */
public enum Permission {
    NONE,
    READ,
    TRIAGE,
    WRITE,
    MAINTAIN,
    ADMIN;

    public boolean covers(Permission needed) {
        return compareTo(needed) >= 0;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
