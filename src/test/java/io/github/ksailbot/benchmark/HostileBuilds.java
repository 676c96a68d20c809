package io.github.ksailbot.benchmark;

import io.github.ksailbot.engine.kustomize.hostile.HostileRepositories;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Each hostile repository in a Java process of its own with 256 MiB of memory, cold: seconds of the thread that builds,
 * seconds on the clock, the largest heap, and how the build ends.
 */
final class HostileBuilds {
    private HostileBuilds() {}

    static void measure(PrintStream out) throws IOException, InterruptedException {
        for (int number = 0; number < HostileRepositories.all().size(); number++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HostileBuild.class.getName(),
                            Integer.toString(number))
                    .redirectErrorStream(true)
                    .start();
            out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            process.waitFor();
        }
    }
}
