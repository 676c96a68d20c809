package io.github.ksailbot.cli.local;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.engine.environment.Environment;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Environments that somebody names, by their name or by their file. */
public final class EnvironmentChoice {
    private EnvironmentChoice() {}

    public static Environment named(List<Environment> all, String name) throws CommandException {
        return first(
                all, environment -> environment.name().value().equals(name), "There is no environment `" + name + "`");
    }

    /** @param file path of a ksail file from the top of the tree, with {@code /} */
    public static Environment declaredBy(List<Environment> all, String file) throws CommandException {
        return first(
                all,
                environment -> environment.config() != null
                        && environment.config().value().equals(file),
                "`" + file + "` declares no environment");
    }

    private static Environment first(List<Environment> all, Predicate<Environment> wanted, String complaint)
            throws CommandException {
        return all.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new CommandException(complaint
                        + (all.isEmpty()
                                ? "; there is none here."
                                : "; there are: " + names(all) + ". Choose one by --env NAME.")));
    }

    private static String names(List<Environment> all) {
        return all.stream().map(environment -> environment.name().value()).collect(Collectors.joining(", "));
    }
}
