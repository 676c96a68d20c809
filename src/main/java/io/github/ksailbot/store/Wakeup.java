package io.github.ksailbot.store;

/**
 * A subject that has something to do.
 *
 * @param urgent whether it must not wait for the next retry of what failed before: another head, or people asked
 */
public record Wakeup(SubjectId subject, boolean urgent) {}
