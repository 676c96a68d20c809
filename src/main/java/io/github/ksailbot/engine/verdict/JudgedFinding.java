package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.finding.Finding;

/**
 * @param finding what is wrong
 * @param isNew whether the base side does not have it (by rule, resource and field, not by line); true for every finding
 *     when nothing was compared
 */
public record JudgedFinding(Finding finding, boolean isNew) {}
