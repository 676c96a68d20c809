package io.github.ksailbot.engine.settings;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import java.util.List;
import java.util.Map;

/**
 * A repository's settings for the bot.
 *
 * @param branch whose commits are delivered; empty for the default branch
 * @param environments what differs from the default, by name
 * @param findings what is wrong with the file; what an error is about is not in the other two
 */
public record RepositorySettings(
        String branch, Map<EnvironmentName, EnvironmentSettings> environments, List<Finding> findings) {
    /** Where they stand, from the root of the repository. */
    public static final String FILE = ".github/ksail-bot.yaml";

    public static final RepositorySettings DEFAULT = new RepositorySettings("", Map.of(), List.of());

    public RepositorySettings {
        environments = Map.copyOf(environments);
        findings = List.copyOf(findings);
    }

    public EnvironmentSettings of(EnvironmentName environment) {
        return environments.getOrDefault(environment, EnvironmentSettings.DEFAULT);
    }

    /** Whether they can be relied upon: with a mistake in them nobody knows what was meant to be kept back. */
    public boolean areSound() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
