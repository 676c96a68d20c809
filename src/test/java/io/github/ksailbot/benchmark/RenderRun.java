package io.github.ksailbot.benchmark;

import io.github.ksailbot.benchmark.Repositories.Kustomization;
import io.github.ksailbot.cli.KsailBotCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line's {@code render} of many directories in this process: once for those that may read their own files
 * only, and once for the others. As a program it takes an output directory and the two lists, and says how much heap it used.
 */
public final class RenderRun {
    private final Path out;
    private final Path restricted;
    private final Path unrestricted;

    private RenderRun(Path out, Path restricted, Path unrestricted) {
        this.out = out;
        this.restricted = restricted;
        this.unrestricted = unrestricted;
    }

    public static void main(String[] arguments) {
        HeapPeak peak = HeapPeak.watch();
        new RenderRun(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).run();
        System.out.println(peak);
    }

    static RenderRun of(List<Kustomization> kustomizations, Path data) throws IOException {
        Files.createDirectories(data);
        return new RenderRun(data.resolve("out"), list(kustomizations, false, data), list(kustomizations, true, data));
    }

    private static Path list(List<Kustomization> kustomizations, boolean unrestricted, Path data) throws IOException {
        return Files.write(
                data.resolve(unrestricted ? "unrestricted.txt" : "restricted.txt"),
                kustomizations.stream()
                        .filter(one -> one.unrestricted() == unrestricted)
                        .map(one -> one.directory().toString())
                        .toList());
    }

    List<String> arguments() {
        return List.of(out.toString(), restricted.toString(), unrestricted.toString());
    }

    void run() {
        run(restricted, "LoadRestrictionsRootOnly");
        run(unrestricted, "LoadRestrictionsNone");
    }

    private void run(Path list, String rule) {
        if (list.toFile().length() == 0) {
            return;
        }
        OutputStream nowhere = OutputStream.nullOutputStream();
        int exitCode = KsailBotCommand.run(
                any -> 2, nowhere, nowhere, "render", "--load-restrictor", rule, "--out", out.toString(), "@" + list);
        if (exitCode != 0) {
            throw new IllegalStateException("render ended with " + exitCode);
        }
    }
}
