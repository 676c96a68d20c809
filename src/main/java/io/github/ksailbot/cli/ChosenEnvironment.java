package io.github.ksailbot.cli;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentDiscovery;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The environment that somebody chose by its ksail file or by its name.
 *
 * @param root the directory of the ksail files
 * @param tree of that directory
 */
record ChosenEnvironment(Path root, SourceTree tree, Environment environment) {

    /**
     * @param config a ksail file; null for those of the current directory
     * @param name of an environment; null for the one of {@code config}, that of {@code ksail.yaml}, or the only one
     * @param variables values of {@code ${VAR}} in the file
     */
    static ChosenEnvironment of(@Nullable Path config, @Nullable String name, Map<String, String> variables)
            throws PushException {
        Path above = config == null ? null : config.toAbsolutePath().normalize().getParent();
        Path root = above == null ? Path.of("").toAbsolutePath() : above;
        try {
            SourceTree tree = DirectorySourceTree.of(root);
            List<Environment> all =
                    new EnvironmentDiscovery(variables).discover(tree).environments();
            return new ChosenEnvironment(root, tree, choose(all, config, name));
        } catch (SourceException e) {
            throw new PushException(e.getMessage() + ".", e);
        }
    }

    private static Environment choose(List<Environment> all, @Nullable Path config, @Nullable String name)
            throws PushException {
        String file = config == null ? "ksail.yaml" : config.getFileName().toString();
        List<Environment> found = all.stream()
                .filter(environment -> name != null
                        ? environment.name().value().equals(name)
                        : environment.config() != null && environment.config().equals(new SourcePath(file)))
                .toList();
        if (found.isEmpty() && name == null && config == null && all.size() == 1) {
            found = all;
        }
        if (found.isEmpty()) {
            String names =
                    all.stream().map(environment -> environment.name().value()).collect(Collectors.joining(", "));
            throw new PushException("There is no environment `" + (name == null ? file : name)
                    + "`. Choose one by --env or --config; there are: " + names + ".");
        }
        return found.get(0);
    }
}
