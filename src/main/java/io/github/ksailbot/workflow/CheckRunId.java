package io.github.ksailbot.workflow;

/**
 * @param value GitHub's id of a check run
 */
public record CheckRunId(long value) {}
