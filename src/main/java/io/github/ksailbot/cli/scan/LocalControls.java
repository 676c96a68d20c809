package io.github.ksailbot.cli.scan;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.scan.own.OwnControlReader;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Own controls of a directory that was named on the command line. */
final class LocalControls {
    private LocalControls() {}

    /** By names from the working directory, or from the top of the file system for what is elsewhere. */
    static OwnControlReader.OwnControls read(Path directory) throws CommandException {
        if (!Files.isDirectory(directory)) {
            throw new CommandException("`" + directory + "` is not a directory.");
        }
        Path absolute = directory.toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath().normalize();
        Path top = absolute.startsWith(here) ? here : absolute.getRoot();
        try {
            SourceTree tree = DirectorySourceTree.of(top);
            SourcePath path = absolute.equals(top)
                    ? SourcePath.ROOT
                    : SourcePath.parse(top.relativize(absolute).toString().replace(File.separatorChar, '/'));
            OwnControlReader.OwnControls own = OwnControlReader.read(tree, path);
            return own.controls().isEmpty() && own.findings().isEmpty()
                    ? broken("There is no control in `" + directory + "`.")
                    : own;
        } catch (SourceException e) {
            return broken(e.getMessage() + ".");
        }
    }

    private static OwnControlReader.OwnControls broken(String message) {
        return new OwnControlReader.OwnControls(
                List.of(), List.of(Finding.error(OwnControlReader.RULE, message, null)));
    }
}
