package io.github.ksailbot.cli.local;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment that somebody chose by its ksail file or by its name.
 *
 * @param root the directory of the ksail files
 * @param tree of that directory
 */
public record ChosenEnvironment(Path root, SourceTree tree, Environment environment) {

    /**
     * @param config a ksail file; null for those of the current directory
     * @param name of an environment; null for the one of {@code config}, that of {@code ksail.yaml}, or the only one
     * @param variables values of {@code ${VAR}} in the file
     */
    public static ChosenEnvironment of(@Nullable Path config, @Nullable String name, Map<String, String> variables)
            throws CommandException {
        if (config != null && !Files.isRegularFile(config)) {
            throw new CommandException("The file `" + config + "` is not there.");
        }
        Path above = config == null ? null : config.toAbsolutePath().normalize().getParent();
        Path root = above == null ? Path.of("").toAbsolutePath() : above;
        try {
            SourceTree tree = DirectorySourceTree.of(root);
            List<Environment> all =
                    new EnvironmentDiscovery(variables).discover(tree).environments();
            return new ChosenEnvironment(root, tree, choose(all, config, name));
        } catch (SourceException e) {
            throw new CommandException(e.getMessage() + ".", e);
        }
    }

    private static Environment choose(List<Environment> all, @Nullable Path config, @Nullable String name)
            throws CommandException {
        if (name != null) {
            return EnvironmentChoice.named(all, name);
        }
        if (config != null) {
            return EnvironmentChoice.declaredBy(all, config.getFileName().toString());
        }
        return all.size() == 1 ? all.get(0) : EnvironmentChoice.declaredBy(all, "ksail.yaml");
    }
}
