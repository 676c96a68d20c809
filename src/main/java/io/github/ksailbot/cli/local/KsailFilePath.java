package io.github.ksailbot.cli.local;

import io.github.ksailbot.cli.console.CommandException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a ksail file that was named on the command line lies in a repository. */
public final class KsailFilePath {
    private KsailFilePath() {}

    /**
     * Looks for the file from the current directory, and then from the repository.
     *
     * @return its path from the top of the repository, with {@code /}
     */
    public static String of(Path repository, Path config) throws CommandException {
        Path top = repository.toAbsolutePath().normalize();
        Path here = config.toAbsolutePath().normalize();
        Path file = Files.isRegularFile(here) ? here : top.resolve(config).normalize();
        if (!Files.isRegularFile(file)) {
            throw new CommandException("The file `" + config + "` is not there.");
        }
        if (!file.startsWith(top)) {
            throw new CommandException("`" + config + "` does not lie in `" + repository + "`.");
        }
        return top.relativize(file).toString().replace(File.separatorChar, '/');
    }
}
