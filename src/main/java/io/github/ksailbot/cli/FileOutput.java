package io.github.ksailbot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file for each directory: {@code a/b.yaml} for {@code /a/b}, or {@code a/b.error.txt} where it has errors; beside the former
 * {@code a/b.origins.json}, if that was asked for.
 */
final class FileOutput implements RenderOutput {
    private final Path folder;
    private final PrintWriter err;

    FileOutput(Path folder, PrintWriter err) {
        this.folder = folder;
        this.err = err;
    }

    @Override
    public void accept(Rendering rendering) throws IOException {
        Path asked = rendering.asked();
        String name = asked.getRoot().relativize(asked).toString();
        Path manifests = folder.resolve(name + ".yaml");
        Path origins = folder.resolve(name + ".origins.json");
        Path errors = folder.resolve(name + ".error.txt");
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
