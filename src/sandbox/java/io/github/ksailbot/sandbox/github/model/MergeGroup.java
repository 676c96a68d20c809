package io.github.ksailbot.sandbox.github.model;

/**
 * A pull request in the merge queue.
 *
 * @param headRef {@code refs/heads/gh-readonly-queue/BASE/pr-NUMBER-SHA}
 */
public record MergeGroup(Pull pull, String headRef, String headSha, String baseRef, String baseSha) {}
