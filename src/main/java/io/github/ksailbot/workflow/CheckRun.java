package io.github.ksailbot.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A check run as it shall be.
 *
 * @param name such as {@code ksail} or {@code ksail / validate (prod)}
 * @param externalId the same for every attempt at the same verdict, so that a restarted bot finds what it made before
 * @param conclusion null while it is in progress
 * @param output what it shows
 */
public record CheckRun(
        String name, String externalId, @Nullable Conclusion conclusion, CheckRunOutput output) {}
