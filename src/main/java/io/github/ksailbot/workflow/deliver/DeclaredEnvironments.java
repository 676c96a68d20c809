package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.environment.discovery.SharedTags;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.settings.RepositorySettings;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.RepositoryRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The environments that a commit declares, and what keeps each of them from being delivered. */
public final class DeclaredEnvironments {
    private final List<Environment> environments;
    private final List<Finding> findings;
    private final Map<EnvironmentName, Finding> clashes;
    private final Destinations destinations;

    private DeclaredEnvironments(
            Environments discovered, Map<EnvironmentName, Finding> clashes, Destinations destinations) {
        this.environments = discovered.environments();
        this.findings = discovered.findings();
        this.clashes = clashes;
        this.destinations = destinations;
    }

    public static DeclaredEnvironments of(SourceTree tree, Destinations destinations) {
        Environments discovered = new EnvironmentDiscovery(destinations.variables()).discover(tree);
        return new DeclaredEnvironments(
                discovered, SharedTags.of(discovered.environments(), destinations.variables()), destinations);
    }

    /** By name. */
    public List<Environment> all() {
        return environments;
    }

    public Optional<Environment> find(EnvironmentName name) {
        return environments.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Why the file of an environment that is not declared cannot be read; empty when there is no such file. */
    public Optional<String> unreadable(EnvironmentName name) {
        String file = "ksail." + name + ".yaml";
        return findings.stream()
                .filter(one -> one.severity() == Severity.ERROR
                        && one.origin() != null
                        && one.origin().location().file().endsWith(file))
                .findFirst()
                .map(DeclaredEnvironments::sentence);
    }

    /** Why an environment cannot be delivered, for people: what is wrong, where, and what to do; empty when it can. */
    public Optional<String> obstacle(RepositoryRef repository, Environment environment) {
        Finding clash = clashes.get(environment.name());
        return clash == null ? destinations.obstacle(repository, environment) : Optional.of(sentence(clash));
    }

    /** The first mistake of settings that are not sound. */
    public static String mistake(RepositorySettings settings) {
        return settings.findings().stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .findFirst()
                .map(DeclaredEnvironments::sentence)
                .orElse("");
    }

    /** A finding in one line: message, place and fix. */
    private static String sentence(Finding finding) {
        String place = finding.origin() == null
                ? ""
                : " It is written in `" + finding.origin().location() + "`.";
        return (finding.message() + place + " " + Objects.toString(finding.fix(), "")).strip();
    }
}
