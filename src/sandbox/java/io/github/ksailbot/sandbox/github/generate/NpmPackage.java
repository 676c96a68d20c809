package io.github.ksailbot.sandbox.github.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One file of a published npm package, fetched with npm's own client. */
record NpmPackage(String name, String version) {

    /** @param path inside of the package */
    byte[] read(String path) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("npm-package");
        String archive = name.replace("@", "").replace('/', '-') + "-" + version + ".tgz";
        run(directory, List.of("npm", "pack", "--silent", name + "@" + version));
        run(directory, List.of("tar", "-xzf", archive, "package/" + path));
        byte[] content = Files.readAllBytes(directory.resolve("package").resolve(path));
        run(directory, List.of("rm", "-r", directory.toString()));
        return content;
    }

    private static void run(Path directory, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit);
        }
    }
}
