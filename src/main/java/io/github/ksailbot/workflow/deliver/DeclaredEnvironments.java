package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentDiscovery;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.SharedTags;
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
    private final Map<EnvironmentName, Finding> clashes;
    private final Destinations destinations;

    private DeclaredEnvironments(
            List<Environment> environments, Map<EnvironmentName, Finding> clashes, Destinations destinations) {
        this.environments = environments;
        this.clashes = clashes;
        this.destinations = destinations;
    }

    public static DeclaredEnvironments of(SourceTree tree, Destinations destinations) {
        List<Environment> environments = new EnvironmentDiscovery(destinations.variables())
                .discover(tree)
                .environments();
        return new DeclaredEnvironments(
                environments, SharedTags.of(environments, destinations.variables()), destinations);
    }

    /** By name. */
    public List<Environment> all() {
        return environments;
    }

    public Optional<Environment> find(EnvironmentName name) {
        return environments.stream().filter(one -> one.name().equals(name)).findFirst();
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
