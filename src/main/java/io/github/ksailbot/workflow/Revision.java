package io.github.ksailbot.workflow;

/**
 * The two sides of a subject as GitHub has them now.
 *
 * @param head the commit to judge
 * @param base tip of the base branch: its settings are trusted
 * @param baseBranch without {@code refs/heads/}
 * @param fork whether the head comes from another repository
 * @param open false when there is nothing left to judge: closed or merged
 */
public record Revision(CommitId head, CommitId base, String baseBranch, boolean fork, boolean open) {}
