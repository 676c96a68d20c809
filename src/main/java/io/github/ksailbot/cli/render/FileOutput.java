package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file for each directory: {@code a/b.yaml} for {@code /a/b}, or {@code a/b.error.txt} where it has errors; beside the former
 * {@code a/b.origins.json}, if that was asked for.
 */
final class FileOutput implements RenderOutput {
    private static final String MANIFESTS = ".yaml";
    private static final String ORIGINS = ".origins.json";
    private static final String ERRORS = ".error.txt";
    private static final List<String> ENDINGS = List.of(MANIFESTS, ORIGINS, ERRORS);

    private final Path folder;
    private final PrintWriter err;

    FileOutput(Path folder, PrintWriter err) {
        this.folder = folder;
        this.err = err;
    }

    /**
     * Refuses directories whose files would take each other's place, such as {@code /a/b} and {@code /a/b.yaml/c}.
     *
     * @throws CommandException naming two of them
     */
    static void requireDistinct(Collection<Path> directories) throws CommandException {
        Map<Path, Path> writers = new HashMap<>();
        for (Path asked : directories) {
            for (String ending : ENDINGS) {
                refuse(asked, writers.putIfAbsent(Path.of(name(asked) + ending), asked));
            }
        }
        for (Path asked : directories) {
            for (Path folder = Path.of(name(asked)).getParent(); folder != null; folder = folder.getParent()) {
                refuse(asked, writers.get(folder));
            }
        }
    }

    private static void refuse(Path asked, @Nullable Path other) throws CommandException {
        if (other != null) {
            throw new CommandException(
                    "`%s` and `%s` would be written to the same place under --out; render them in two runs."
                            .formatted(other, asked));
        }
    }

    private static String name(Path asked) {
        return asked.getRoot().relativize(asked).toString();
    }

    @Override
    public void accept(Rendering rendering) throws IOException {
        Path asked = rendering.asked();
        String name = name(asked);
        Path manifests = folder.resolve(name + MANIFESTS);
        Path origins = folder.resolve(name + ORIGINS);
        Path errors = folder.resolve(name + ERRORS);
        Files.createDirectories(manifests.toAbsolutePath().getParent());
        boolean failed = rendering.exitCode() != ExitCode.CLEAN;
        // What an earlier run left must not look like a result of this one.
        Files.deleteIfExists(failed ? manifests : errors);
        Files.writeString(failed ? errors : manifests, failed ? rendering.findings() : rendering.text());
        if (rendering.origins().isEmpty()) {
            Files.deleteIfExists(origins);
        } else {
            Files.writeString(origins, rendering.origins());
        }
        err.print(rendering.findings());
        err.flush();
    }
}
